using System.CommandLine;

namespace MailMaker.Commands;

/// <summary>The option that names the data folder.</summary>
internal static class DataOption
{
    /// <summary>A new one, with its default.</summary>
    public static Option<DirectoryInfo> Make(string folder) => new("--data")
    {
        Description = "The folder that everything is kept in; made when it is not there.",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo(folder),
    };
}
