using System.Globalization;
using TokenSocket.Credentials;
using TokenSocket.Testing;

namespace TokenSocket.Tests.Walks;

/// <summary>The gateway and the token provider of one client, and what they do in a walk.</summary>
internal sealed class ServerSide(bool hasProvider)
{
    private int _messages;

    public FakeGateway Gateway { get; } = new();

    public FakeTokens? Tokens { get; } = hasProvider ? new() : null;

    /// <summary>Whether what is sent now goes out, and at once.</summary>
    public bool TakesMessages => Gateway.OpenConnections > 0 && Gateway.Connection is { IsStuck: false, FailSends: false };

    private bool WasDialled => Gateway.Dials.Count > 0;

    public void Do(Act act, int number)
    {
        switch (act)
        {
            case Act.Answer when number % 11 == 0:
                Gateway.IgnoreAll();
                break;
            case Act.Answer:
                Gateway.AnswerWith(_ => Menu.Answer(number));
                break;
            case Act.Goodbyes:
                Gateway.AnswersGoodbyes = number % 2 == 0;
                break;
            case Act.Provider:
                Provide(number);
                break;
            case Act.Close when WasDialled && Gateway.Connection.IsOpen:
                Gateway.Connection.End(Menu.End(number));
                break;
            case Act.AnswerLast when WasDialled && !Gateway.Connection.IsOpen:
                AnswerLast(number);
                break;
            case Act.Message when WasDialled:
                Gateway.Send(string.Create(CultureInfo.InvariantCulture, $"{Gateway.Dials.Count}.{_messages++}"));
                break;
            case Act.BreakSends when WasDialled:
                (Gateway.Connection.IsStuck, Gateway.Connection.FailSends) = (number % 2 == 0, number % 2 == 1);
                break;
        }
    }

    private void Provide(int number)
    {
        switch (number % 5)
        {
            case 0:
                Tokens?.Hang();
                break;
            case 1:
                Tokens?.Fail(new InvalidOperationException("The provider failed."));
                break;
            case 2:
                Tokens?.Fail(new TokenUnavailableException("The account is closed.", permanent: true));
                break;
            default:
                Tokens?.AnswerWith((asked, _) => ValueTask.FromResult<AccessToken?>(new($"token-{number}-{(asked.Why == TokenReason.Rejected ? Gateway.Dials.Count : 0)}")));
                break;
        }
    }

    private void AnswerLast(int number)
    {
        if (Menu.Answer(number) is { } end)
        {
            Gateway.Connection.End(end);
        }
        else
        {
            Gateway.Connection.Accept();
        }
    }
}
