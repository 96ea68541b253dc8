using System.Text;
using MailMaker.Core.Contacts;
using MailMaker.Core.Tests.Imports;

namespace MailMaker.Core.Tests.Contacts;

public class MergeContactTests
{
    private static readonly FieldOrder Order = new(Files.List());

    private static MergeDecision Decide(string existing, string supplied, string values) =>
        MergeContact.Decide(Order, Encoding.UTF8.GetBytes(existing), supplied.Split(',').ToHashSet(), Encoding.UTF8.GetBytes(values));

    [Fact]
    public void Supplied_fields_are_set_cleared_or_left_alone()
    {
        var decision = Decide("""{"email":"a@b.it","firstName":"Ada","city":"Roma","zeta":"1"}""", "email,firstName,city,alfa", """{"email":"a@b.it","firstName":"Bea","alfa":"2"}""");

        Assert.Equal("""{"email":"a@b.it","firstName":"Bea","alfa":"2","zeta":"1"}""", Encoding.UTF8.GetString(Assert.IsType<MergeDecision.Changed>(decision).Fields));
    }

    [Fact]
    public void The_same_values_again_change_nothing() =>
        Assert.IsType<MergeDecision.Unchanged>(Decide("""{"email":"a@b.it","firstName":"Ada"}""", "email,city", """{"email":"a@b.it"}"""));

    [Fact]
    public void A_contact_that_would_outgrow_its_row_is_told()
    {
        var big = new string('x', 40_000);

        Assert.IsType<MergeDecision.TooLarge>(Decide($$"""{"email":"a@b.it","one":"{{big}}"}""", "email,two", $$"""{"email":"a@b.it","two":"{{big}}"}"""));
    }
}
