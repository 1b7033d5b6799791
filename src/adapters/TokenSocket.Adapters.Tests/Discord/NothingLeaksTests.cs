using TokenSocket.Contracts.Alerts;
using TokenSocket.DiscordAlerts;

namespace TokenSocket.Adapters.Tests.Discord;

[NonParallelizable]
internal sealed class NothingLeaksTests : SecrecyContract
{
    protected override IAlertSender Make(TimeProvider time, HttpMessageHandler handler) => SenderOverPackage.Make(time, handler);
}
