using MailMaker.Campaigns;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailMaker.Tests.Campaigns.Throttled;

/// <summary>The orchestration of a campaign whose plan is put off again and again.</summary>
public sealed class PlanningRoundsTests
{
    private static readonly CampaignRun Launched = new("acme", "spring", Buckets: 8, Launch: 1, StartedAt: new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc));

    [Fact]
    public async Task However_often_it_is_put_off_the_campaign_does_not_fail_and_every_bucket_is_planned()
    {
        // The third bucket finds its service gone for a day.
        var context = new Rounds(Launched, group => group.First == 3 && group.Queued < 1_000 ? new PlanningPutOff(group with { Queued = group.Queued + 1 }, TimeSpan.FromSeconds(2)) : null);

        var histories = await context.RunAsync();

        Assert.InRange(histories, 100, 1_001);
        Assert.Equal(Enumerable.Range(0, 8), context.Planned.Order());
        Assert.Equal(1_000, context.Timers);
        // Together with what the other groups ask for: a history stays small.
        Assert.InRange(context.MostActivities, 9, 30);
        Assert.Equal([nameof(CampaignActivities.FixAudience), nameof(CampaignActivities.TryCompleteCampaign)], context.Others);
    }

    [Fact]
    public async Task An_audience_that_can_not_be_fixed_now_is_fixed_later_and_nothing_is_planned_twice()
    {
        var context = new Rounds(Launched, _ => null) { FixesAtLast = 101 };

        var histories = await context.RunAsync();

        Assert.InRange(histories, 10, 101);
        Assert.Equal(Enumerable.Range(0, 8), context.Planned.Order());
        Assert.Equal(101, context.Others.Count(o => o == nameof(CampaignActivities.FixAudience)));
        Assert.Equal(nameof(CampaignActivities.TryCompleteCampaign), context.Others[^1]);
    }

    // Runs a history to its end at once: activities and timers are over when they begin.
    private sealed class Rounds(CampaignRun run, Func<BucketsToPlan, PlanningPutOff?> plan) : TaskOrchestrationContext
    {
        private object? input = run;
        private bool goesOn = true;
        private int activities;

        public List<int> Planned { get; } = [];

        /// <summary>At which time the audience is fixed; before it, it is put off.</summary>
        public int FixesAtLast { get; init; } = 1;

        public List<string> Others { get; } = [];

        public int Timers { get; private set; }

        public int MostActivities { get; private set; }

        public override TaskName Name => new(nameof(RunCampaign));

        public override string InstanceId => "one";

        public override ParentOrchestrationInstance? Parent => null;

        public override DateTime CurrentUtcDateTime => run.StartedAt!.Value;

        public override bool IsReplaying => false;

        protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

        public async Task<int> RunAsync()
        {
            var histories = 0;
            for (; goesOn; histories++)
            {
                (goesOn, activities) = (false, 0);
                await RunCampaign.RunAsync(this);
                MostActivities = Math.Max(MostActivities, activities);
            }

            return histories;
        }

        public override T? GetInput<T>()
            where T : default => (T?)input;

        public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
        {
            activities++;
            if (input is BucketsToPlan group)
            {
                Assert.Null(group.Run.Unplanned);
                var putOff = plan(group);
                if (putOff is null)
                    Planned.AddRange(Enumerable.Range(group.First, group.Count));
                return Task.FromResult((TResult)(object?)putOff!);
            }

            Others.Add(name.Name);
            var isPutOff = name.Name == nameof(CampaignActivities.FixAudience) && Others.Count < FixesAtLast;
            return Task.FromResult((TResult)(object)(isPutOff || name.Name == nameof(CampaignActivities.TryCompleteCampaign)));
        }

        public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
        {
            Timers++;
            return Task.CompletedTask;
        }

        public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => (input, goesOn) = (newInput, true);

        public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

        public override void SetCustomStatus(object? customStatus) => throw new NotSupportedException();

        public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) => throw new NotSupportedException();

        public override Guid NewGuid() => throw new NotSupportedException();
    }
}
