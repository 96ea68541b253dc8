using System.Text;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Imports;

public class DecideRowTests
{
    private static readonly ContactList List = new() { Account = "acme", Name = "news" };

    private static readonly string[] Supplied = ["email", "firstName", "consent"];

    [Theory]
    [InlineData(Bar.None, "true", RowFate.Change, false)]
    [InlineData(Bar.Left, "true", RowFate.Unchanged, true)]
    [InlineData(Bar.Suppressed, "true", RowFate.Unchanged, true)]
    [InlineData(Bar.Complained, "true", RowFate.Unchanged, true)]
    [InlineData(Bar.Left, "false", RowFate.Unchanged, false)]
    public void A_barred_person_keeps_a_refusal_whatever_the_file_says(Bar bar, string said, RowFate fate, bool isProtected)
    {
        var decision = Change($$"""{"email":"a@b.it","consent":"{{said}}"}""", """{"email":"a@b.it","consent":"false"}""", new Standing(bar));

        Assert.Equal((fate, isProtected), (decision.Fate, decision.IsProtected));
    }

    [Fact]
    public void What_was_withheld_is_compared_again_by_the_next_file()
    {
        var decision = Change("""{"email":"a@b.it","firstName":"Ada","consent":"true"}""", """{"email":"a@b.it","consent":"false"}""", new Standing(Bar.Left));

        Assert.Equal("""{"email":"a@b.it","firstName":"Ada","consent":"false"}""", Encoding.UTF8.GetString(decision.Fields!));
        Assert.Equal(0, decision.RowHash);
    }

    [Theory]
    [InlineData(Bar.Left, "true", true)]
    [InlineData(Bar.Left, "", false)]
    [InlineData(Bar.Suppressed, "true", false)]
    [InlineData(Bar.Complained, "true", false)]
    public void Without_protection_only_a_plain_yes_of_who_left_resubscribes(Bar bar, string said, bool resubscribes)
    {
        var fields = said.Length == 0 ? """{"email":"a@b.it"}""" : """{"email":"a@b.it","consent":"true"}""";

        var decision = Change(fields, """{"email":"a@b.it"}""", new Standing(bar), protects: false);

        Assert.Equal((resubscribes, !resubscribes), (decision.Resubscribes, decision.IsProtected));
    }

    [Fact]
    public void A_choice_is_laid_over_a_new_contact_too()
    {
        var decision = DecideRow.Add(Rules(true), Row("""{"email":"a@b.it","consent":"true"}"""), new Standing(Bar.None, """{"consent":"false"}"""u8.ToArray()));

        Assert.Equal("""{"email":"a@b.it","consent":"false"}""", Encoding.UTF8.GetString(decision.Fields!));
    }

    [Fact]
    public void An_erased_person_is_withheld()
    {
        Assert.Equal(RowFate.Withheld, DecideRow.Add(Rules(true), Row("""{"email":"a@b.it"}"""), new Standing(Bar.None, null, true)).Fate);
        Assert.Equal(RowFate.Withheld, Change("""{"email":"a@b.it"}""", """{"email":"c@b.it"}""", new Standing(Bar.None, null, true)).Fate);
    }

    private static RowRules Rules(bool protects) => new(List, Supplied.ToHashSet(), protects);

    private static RowDecision Change(string fields, string stored, Standing standing, bool protects = true) =>
        DecideRow.Change(Rules(protects), Row(fields), Encoding.UTF8.GetBytes(stored), standing);

    private static StagedRow Row(string fields) => new()
    {
        Id = ContactId.Of(KeyKind.Email, "a@b.it"), Line = 2, Hash = 7, Key = "a@b.it"u8, Fields = Encoding.UTF8.GetBytes(fields),
    };
}
