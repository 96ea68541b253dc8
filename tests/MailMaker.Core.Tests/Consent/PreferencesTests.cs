using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Consent;

public sealed class PreferencesTests
{
    [Fact]
    public void A_list_that_was_shown_and_unticked_is_left_and_one_that_was_not_shown_is_kept()
    {
        var changes = Decide("shown=a&shown=b&list=a&do=save", On("a"), On("b"), On("c"));

        Assert.Equal("b", Assert.IsType<PreferenceChange.Leave>(Assert.Single(changes)).Membership.List.Name);
    }

    [Fact]
    public void Leaving_all_leaves_those_that_were_not_shown_too()
    {
        var changes = Decide("shown=a&list=a&do=leave-all&frequency=weekly&was-frequency=all", On("a"), On("b"));

        Assert.Equal(["a", "b"], changes.Cast<PreferenceChange.Leave>().Select(c => c.Membership.List.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("shown=a&list=a&frequency=all&was-frequency=all&language=&was-language=&do=save")]
    [InlineData("shown=z&do=save")]
    [InlineData("frequency=hourly&language=xx&trackingConsent=&was-trackingConsent=false")]
    [InlineData("list=a&list=b&list=c")]
    public void What_changes_nothing_changes_nothing(string form) => Assert.Empty(Decide(form, On("a", agreed: BuiltInFields.TrackingConsent)));

    [Fact]
    public void What_was_chosen_goes_where_it_is_not_so_yet()
    {
        var changes = Decide("frequency=weekly&was-frequency=all&language=ko&was-language=", On("a"), On("b") with { Frequency = "weekly", Language = "ko" });

        var choice = Assert.IsType<PreferenceChange.Choose>(Assert.Single(changes));
        Assert.Equal("a", choice.Membership.List.Name);
        Assert.Equal([KeyValuePair.Create("frequency", "weekly"), KeyValuePair.Create("language", "ko")], choice.Fields);
    }

    [Theory]
    [InlineData(BuiltInFields.TrackingConsent)]
    [InlineData(BuiltInFields.NightConsent)]
    [InlineData(BuiltInFields.SmsConsent)]
    public void A_consent_can_be_taken_back_and_not_given(string purpose)
    {
        Assert.Equal([KeyValuePair.Create(purpose, "false")], Choice($"was-{purpose}=true", On("a", agreed: purpose)).Fields);
        Assert.Empty(Decide($"was-{purpose}=true&{purpose}=true", On("a", agreed: purpose)));
        Assert.Empty(Decide($"{purpose}=true&was-{purpose}=false", On("a")));
    }

    [Fact]
    public void A_membership_tells_what_the_record_says()
    {
        var membership = Membership.Of(
            new ContactList { Account = "acme", Name = "a" }, default, """{"email":"x@y.zz","language":"it","trackingConsent":"true","nightConsent":"false","frequency":"monthly"}"""u8.ToArray());

        Assert.Equal(("monthly", "it"), (membership.Frequency, membership.Language));
        Assert.Equal([BuiltInFields.TrackingConsent], membership.Agreed);
    }

    private static PreferenceChange.Choose Choice(string form, params Membership[] memberships) =>
        Assert.IsType<PreferenceChange.Choose>(Assert.Single(Decide(form, memberships)));

    private static IReadOnlyList<PreferenceChange> Decide(string form, params Membership[] memberships)
    {
        var fields = form.Split('&').Select(p => p.Split('=')).ToLookup(p => p[0], p => p[^1]);
        return Preferences.Decide(memberships, PreferencesForm.Read(name => fields[name]));
    }

    private static Membership On(string list, string? agreed = null) =>
        new(new ContactList { Account = "acme", Name = list }, default, "all", null, agreed is null ? new HashSet<string>() : new HashSet<string> { agreed });
}
