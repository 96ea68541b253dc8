using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Consent;

namespace MailMaker.Core.Tests.Consent;

public sealed class EvidenceChainTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_event_comes_back_as_it_was_written()
    {
        var happened = new ConsentEvent
        {
            Kind = ConsentEventKind.Confirmed,
            At = Noon,
            RequestedAt = Noon.AddMinutes(-5),
            Source = new ConsentSource("form", "192.0.2.1", "Browser/1.0", "r1"),
            Form = "newsletter",
            TextVersion = 3,
            Text = "Sì, voglio la newsletter – 뉴스레터에 동의합니다.",
            Fields = new Dictionary<string, string> { ["trackingConsent"] = "true" },
        };

        var entry = EvidenceChain.Append(null, happened);

        Assert.Equivalent(happened, entry.Event, strict: true);
        Assert.Empty(EvidenceChain.Verify([entry]));
    }

    [Fact]
    public void Any_chain_verifies_and_any_change_of_it_does_not() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<byte>>(), ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(),
        (notes, where, how) =>
        {
            var chain = Chain([.. notes.Get]);
            Assert.Empty(EvidenceChain.Verify(chain));
            var i = (int)((uint)where % (uint)chain.Count);
            var entry = chain[i];
            var changed = ((uint)how % 4) switch
            {
                0 => Without(chain, i),
                1 => With(chain, i, entry with { Json = Flip(entry.Json, how) }),
                2 => With(chain, i, entry with { Hash = Flip(entry.Hash, how) }),
                _ => With(chain, i, entry with { Previous = Flip(entry.Previous, how) }),
            };
            // The last entry's loss leaves no trace in the chain itself.
            if (changed.Count < chain.Count && i == chain.Count - 1)
                return;
            Assert.NotEmpty(EvidenceChain.Verify(changed));
        }).QuickCheckThrowOnFailure();

    private static List<EvidenceEntry> Chain(byte[] notes)
    {
        var chain = new List<EvidenceEntry>();
        foreach (var note in notes)
        {
            var happened = new ConsentEvent { Kind = ConsentEventKind.Left, At = Noon, Source = new("api"), Note = note.ToString(System.Globalization.CultureInfo.InvariantCulture) };
            chain.Add(EvidenceChain.Append(chain.LastOrDefault(), happened));
        }

        return chain;
    }

    private static List<EvidenceEntry> Without(List<EvidenceEntry> chain, int index) => [.. chain.Where((_, i) => i != index)];

    private static List<EvidenceEntry> With(List<EvidenceEntry> chain, int index, EvidenceEntry entry) => [.. chain.Select((e, i) => i == index ? entry : e)];

    private static byte[] Flip(byte[] octets, int how)
    {
        var changed = (byte[])octets.Clone();
        changed[(int)((uint)how / 4 % (uint)octets.Length)] ^= 1;
        return changed;
    }
}
