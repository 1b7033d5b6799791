using System.Text.Json.Nodes;

namespace TokenSocket.Gateway.Discord;

/// <summary>
/// What is wrong with a payload, each fault at its place, nested as Discord does:
/// <c>{"embeds":{"0":{"title":{"_errors":[{"code":…,"message":…}]}}}}</c>. (discord.com/developers/docs/reference#error-messages)
/// </summary>
internal sealed class FormErrors
{
    private const string Faults = "_errors";

    private readonly JsonObject _root = [];

    public bool Any => _root.Count > 0;

    public void Add(FormPath path, string code, string message)
    {
        JsonObject place = _root;
        foreach (string step in path.Steps)
        {
            if (place[step] is not JsonObject next)
                place[step] = next = [];
            place = next;
        }

        if (place[Faults] is not JsonArray faults)
            place[Faults] = faults = [];
        faults.Add(new JsonObject { ["code"] = code, ["message"] = message });
    }

    public JsonObject ToJson() => (JsonObject)_root.DeepClone();
}
