using System.CommandLine;
using MailMaker.Benchmarks.Content;
using MailMaker.Benchmarks.Corpora;
using MailMaker.Benchmarks.Delivery;
using MailMaker.Benchmarks.Http;
using MailMaker.Benchmarks.Imports;
using MailMaker.Benchmarks.Inbound;
using MailMaker.Benchmarks.Pipeline;
using MailMaker.Benchmarks.Scale;
using MailMaker.Benchmarks.Segments;
using MailMaker.Benchmarks.Service;
using MailMaker.Benchmarks.Smtp;
using MailMaker.Benchmarks.Steering;
using MailMaker.Benchmarks.Tables;

var contacts = new Option<int>("--contacts") { Description = "Contacts on the list.", HelpName = "N", DefaultValueFactory = _ => 100_000 };
var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
var bare = new Option<bool>("--bare") { Description = "Measure behind it what the machine does with the same rows and mail alone." };
var cold = new Option<bool>("--cold") { Description = "Measure a fresh process; else 2,000 others go the whole way first, as in a program that has run for a while." };
var pipeline = new Command("pipeline", "Import a file of 12 columns, import it again, and send a 15-KB mail with 20 fields to the null channel: caps, claims and ledger on disk.")
{
    contacts, cold, bare, json,
};
pipeline.SetAction((options, cancellationToken) => PipelineBenchmark.RunAsync(options.GetValue(contacts), options.GetValue(cold), options.GetValue(bare), options.GetValue(json), cancellationToken));

var rows = new Option<int>("--rows") { Description = "Rows.", HelpName = "N", DefaultValueFactory = _ => 200_000 };
var tables = new Command("tables", "The embedded tables alone: rows written, read and changed a second.") { rows };
tables.SetAction((options, _) => TablesBenchmark.RunAsync(options.GetValue(rows)));

var imports = new Command("imports", "The import alone: staging and applying a second.") { rows };
imports.SetAction((options, _) => ImportsBenchmark.RunAsync(options.GetValue(rows)));

var byAddress = new Option<bool>("--by-address") { Description = "A list keyed by foreign key, and a file that names its people by address." };
var optOuts = new Command("optouts", "An opt-out file through the drop folder: people who leave a second, and the same file again.") { rows, byAddress };
optOuts.SetAction((options, _) => OptOutsBenchmark.RunAsync(options.GetValue(rows), options.GetValue(byAddress)));

var workbooks = new Command("workbooks", "Reading an .xlsx alone: rows a second, and memory.") { rows };
workbooks.SetAction((options, _) => WorkbookBenchmark.RunAsync(options.GetValue(rows)));

var service = new Command("service", "The web service: contacts a second in batches, and a list exported.") { rows };
service.SetAction((options, _) => ServiceBenchmark.RunAsync(options.GetValue(rows)));

var content = new Command("content", "Rendering alone: mails a second.");
content.SetAction(_ => ContentBenchmark.Run());

var delivery = new Command("delivery", "Writing messages, tokens and operation ids alone, each a second.");
delivery.SetAction(_ => DeliveryBenchmark.Run());

var inbound = new Command("inbound", "Reading incoming messages alone: mails a second.");
inbound.SetAction(_ => InboundBenchmark.Run());

var segments = new Command("segments", "Filters alone: contacts asked a second.");
segments.SetAction(_ => SegmentsBenchmark.Run());

var folder = new Option<string>("--folder") { Description = "Where the test material is.", HelpName = "PATH", DefaultValueFactory = _ => "../shared/corpora" };
var only = new Option<string?>("--only") { Description = "Score this corpus alone.", HelpName = "NAME" };
var notes = new Option<int>("--notes") { Description = "Print so many misses of each score.", HelpName = "N", DefaultValueFactory = _ => 0 };
var corpora = new Command("corpora", "Parsers against public test material: score and mark of each corpus; exit code 1 when a mark is missed.") { folder, only, notes, json };
corpora.SetAction(options => CorporaCommand.Run(options.GetValue(folder)!, options.GetValue(only), options.GetValue(notes), options.GetValue(json)));

var seconds = new Option<int>("--seconds") { Description = "How long each load lasts.", HelpName = "N", DefaultValueFactory = _ => 15 };
var trackingAlone = new Option<bool>("--tracking") { Description = "Opens and clicks alone." };
var http = new Command("http", "The served program under wrk: one-click unsubscribes and sign-up forms, quiet and while an import and a campaign run.") { contacts, seconds, trackingAlone, json };
http.SetAction((options, _) => HttpBenchmark.RunAsync(options.GetValue(contacts), options.GetValue(seconds), options.GetValue(trackingAlone), options.GetValue(json)));

var smtp = new Command("smtp", "A campaign of 15-KB mails with 15 links over SMTP to a sink in a process of its own; beside it nodemailer's pooled sender and bare sockets.") { contacts, json };
smtp.SetAction((options, _) => SmtpBenchmark.RunAsync(options.GetValue(contacts), options.GetValue(json)));
var sink = new Command("smtp-sink", "A mail server that takes everything: prints its port; answers 'report' and 'clear' on its input with what came.");
sink.SetAction((_, _) => SmtpSinkProcess.ServeAsync());

var rounds = new Option<int>("--rounds") { Description = "Campaigns to steer.", HelpName = "N", DefaultValueFactory = _ => 10 };
var steering = new Command("steering", "A campaign at full speed to the null channel that is paused, resumed and cancelled: from each answer to the last hand-over.") { contacts, rounds, json };
steering.SetAction((options, cancellationToken) => SteeringBenchmark.RunAsync(options.GetValue(contacts), options.GetValue(rounds), options.GetValue(json), cancellationToken));

var counted = new Option<int>("--contacts") { Description = "Contacts of the counted run; 0 simulates what was counted last.", HelpName = "N", DefaultValueFactory = _ => 62_500 };
var workers = new Option<int>("--workers") { Description = "Slices that the simulated instances work on at once.", HelpName = "N", DefaultValueFactory = _ => 128 };
var scale = new Command("scale", "Azure on paper: requests of real campaigns counted, then campaigns of 1M and 10M contacts simulated against the limits of one to four storage accounts and the queue.")
{
    counted, workers, json,
};
scale.SetAction((options, cancellationToken) => ScaleBenchmark.RunAsync(options.GetValue(counted), options.GetValue(workers), options.GetValue(json), cancellationToken));

return await new RootCommand("MailMaker's benchmarks. Run them in Release, one at a time, on a quiet machine.") { pipeline, tables, imports, workbooks, optOuts, service, content, delivery, http, corpora, inbound, segments, smtp, sink, steering, scale }.Parse(args).InvokeAsync();
