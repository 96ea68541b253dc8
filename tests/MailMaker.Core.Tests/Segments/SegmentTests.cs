using MailMaker.Core.Segments;

namespace MailMaker.Core.Tests.Segments;

public sealed class SegmentTests
{
    [Theory]
    [InlineData("""{"field": "city", "equals": "ROMA"}""", """{"city":"Roma"}""", true)]
    [InlineData("""{"field": "CITY", "startsWith": "città"}""", """{"city":"Città di Castello"}""", true)]
    [InlineData("""{"field": "city", "contains": "\"di\""}""", """{"city":"Citt\u00e0 \"di\" Castello"}""", true)]
    [InlineData("""{"field": "city", "in": ["Milano", "Roma"]}""", """{"email":"a@b.it","city":"roma"}""", true)]
    [InlineData("""{"field": "country", "equals": "Italy"}""", """{"country":"IT"}""", true)]
    [InlineData("""{"field": "points", ">": 3}""", """{"Points":"3.0001"}""", true)]
    [InlineData("""{"field": "points", "between": [1, 3]}""", """{"Points":"3"}""", true)]
    [InlineData("""{"not": {"field": "city", "equals": "Roma"}}""", """{"email":"a@b.it"}""", true)]
    [InlineData("""{"and": [{"field": "city", "empty": false}, {"not": {"field": "city", "equals": "Roma"}}]}""", """{"email":"a@b.it"}""", false)]
    [InlineData("""{"field": "member", "equals": false}""", """{"email":"a@b.it"}""", false)]
    [InlineData("""{"field": "points", "empty": true}""", """{"Points":"written when it was text"}""", true)]
    [InlineData("""{"field": "birthDate", "anniversaryInNextDays": 2}""", """{"birthDate":"1988-02-29"}""", true)]
    [InlineData("""{"field": "birthDate", "anniversaryInNextDays": 1}""", """{"birthDate":"1988-02-29"}""", false)]
    [InlineData("""{"field": "since", "inPastDays": 1}""", """{"since":"2027-02-25"}""", true)]
    [InlineData("""{"field": "since", "inPastDays": 1}""", """{"since":"2027-02-27"}""", false)]
    public void A_filter_means_these_contacts(string filter, string contact, bool isMeant) => Assert.Equal(isMeant, SegmentCases.Matches(filter, contact));

    [Theory]
    [InlineData("""{"field": "city"}""", "/filter")]
    [InlineData("""[]""", "/filter")]
    [InlineData("""{"field": "city", "like": "R%"}""", "/filter")]
    [InlineData("""{"field": "city", "equals": "a", "in": ["b"]}""", "/filter")]
    [InlineData("""{"and": []}""", "/filter/and")]
    [InlineData("""{"or": [{"field": "city", "equals": "a"}, {"not": 1}]}""", "/filter/or/1/not")]
    [InlineData("""{"field": "city", "in": ["a", null]}""", "/filter/in/1")]
    [InlineData("""{"field": "since", "inPastDays": 1.5}""", "/filter/inPastDays")]
    [InlineData("""{"field": "city", "equals": "\ud800"}""", "/filter")]
    public void What_is_no_filter_is_refused_with_its_place(string filter, string pointer) =>
        Assert.Equal(pointer, Assert.Single(SegmentCases.Read(filter).Problems).Pointer);

    [Theory]
    [InlineData("""{"not": {"field": "shoe", "equals": "42"}}""", "/filter/not/field")]
    [InlineData("""{"field": "points", "contains": "4"}""", "/filter/contains")]
    [InlineData("""{"field": "points", "equals": "4"}""", "/filter/equals")]
    [InlineData("""{"field": "since", ">=": "31.12.2026"}""", "/filter/>=")]
    [InlineData("""{"field": "size", "in": ["S", "XXL"]}""", "/filter/in/1")]
    [InlineData("""{"field": "points", "between": [3, 1]}""", "/filter/between")]
    [InlineData("""{"field": "country", "equals": "Atlantis"}""", "/filter/equals")]
    public void What_does_not_fit_the_list_is_refused_with_its_place_and_the_lists_name(string filter, string pointer)
    {
        var problem = Assert.Single(SegmentCompiler.Compile(SegmentCases.Read(filter).Value!, SegmentCases.List, SegmentCases.Today, "/filter").Problems);

        Assert.Equal(pointer, problem.Pointer);
        if (!filter.Contains("between", StringComparison.Ordinal))
            Assert.Contains("list news", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_comparisons_and_too_deep_parts_are_refused()
    {
        const string one = """{"field": "city", "equals": "a"}""";
        var many = $$"""{"and": [{"or": [{{string.Join(',', Enumerable.Repeat(one, 40))}}]}, {"or": [{{string.Join(',', Enumerable.Repeat(one, 40))}}]}]}""";
        var deep = string.Concat(Enumerable.Repeat("""{"not": """, SegmentReader.MostDepth)) + one + new string('}', SegmentReader.MostDepth);

        Assert.Contains("64 comparisons", Assert.Single(SegmentCases.Read(many).Problems).Detail, StringComparison.Ordinal);
        Assert.Contains("deep", Assert.Single(SegmentCases.Read(deep).Problems).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Asking_a_contact_allocates_nothing()
    {
        var filter = SegmentCases.Compile(SegmentCases.Read("""
            {"and": [{"field": "city", "in": ["Milano", "Roma"]}, {"field": "points", ">=": 2}, {"field": "birthDate", "anniversaryInNextDays": 7}, {"not": {"field": "city", "contains": "x"}}]}
            """).Value!);
        var contact = """{"email":"a@b.it","birthDate":"1988-02-28","city":"Citt\u00e0 Roma","Points":"3.5"}"""u8.ToArray();
        filter.Matches(contact);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            filter.Matches(contact);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
