using System.Reflection;

namespace TokenSocket.Contracts;

/// <summary>Calls the roll of the contracts of one seam, so that nobody who implements it leaves one out.</summary>
internal static class ContractRoll
{
    /// <typeparam name="TContract">What all contracts of the seam are based on.</typeparam>
    /// <param name="tests">The assembly of the implementation's tests.</param>
    /// <returns>The names of the contracts that no class there runs.</returns>
    public static IEnumerable<string> LeftOutBy<TContract>(Assembly tests) =>
        from contract in typeof(TContract).Assembly.GetTypes()
        where contract is { IsAbstract: true, IsSealed: false } && contract.IsSubclassOf(typeof(TContract)) && !tests.GetTypes().Any(contract.IsAssignableFrom)
        select contract.Name;
}
