using Microsoft.Extensions.Configuration;

namespace TokenSocket.Hosting.Tests;

/// <summary>A provider in memory that is told when to reload.</summary>
internal sealed class Reloadable : ConfigurationProvider, IConfigurationSource
{
    public void Save(string key, string? value)
    {
        Set("TokenSocket:" + key, value);
        OnReload();
    }

    /// <summary>What stands in it before anybody reads it.</summary>
    public void Fill(params (string Key, string? Value)[] values)
    {
        foreach (var (key, value) in values)
        {
            Set("TokenSocket:" + key, value);
        }
    }

    public void Empty()
    {
        Data.Clear();
        OnReload();
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
