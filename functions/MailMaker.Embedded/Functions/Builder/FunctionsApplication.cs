using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a function app begins.</summary>
public class FunctionsApplication
{
    /// <summary>A builder for the app whose functions are in the calling assembly.</summary>
    /// <param name="args">
    /// <c>--data DIR</c>, the data folder (<c>./data</c> by default), and <c>--urls URL[;URL]</c>, where to listen
    /// (<c>http://127.0.0.1:7071</c> by default; port 0 takes a free one). Anything else is the app's own.
    /// </param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args, Assembly.GetCallingAssembly());
}
