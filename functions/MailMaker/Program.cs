using MailMaker.Commands;
using MailMaker.Hosting;
using Microsoft.Extensions.Hosting;

// With a command it is a program for one machine; without one it is the function app, as the Functions host starts it.
if (CommandLine.Holds(args))
    return await CommandLine.RunAsync(args);
await MailMakerApp.CreateBuilder(args).Build().RunAsync();
return 0;
