using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Tests.Imports;

namespace MailMaker.Tests.Contacts;

/// <summary>Many addresses asked for at once have the same owners as each asked for by itself.</summary>
public sealed class AddressOwnersTests
{
    private const string Shared = "shared@example.com";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(700)]
    public async Task Together_they_are_found_as_each_alone_would_be(int sought)
    {
        var list = new ContactList { Account = ImportStage.Account, Name = ImportStage.List, Key = KeyKind.Fkey, Buckets = 3 };
        await using var stage = await ImportStage.OpenAsync(list);
        await stage.ImportAsync(People());
        // Leads to nobody: an import that never came to the contact leaves such rows.
        var nobody = ContactId.Of(KeyKind.Fkey, "nobody");
        await stage.Table(ContactKeys.Table).AddEntityAsync(
            new TableEntity(ContactKeys.Partition(list, nobody), ContactKeys.Address(ContactId.Of(KeyKind.Email, "p5@example.com"), nobody)));
        var addresses = Addresses().Take(sought).ToList();

        var owners = await stage.Get<ContactFinder>().OwnersAsync(list, addresses.Concat(addresses), default);

        foreach (var address in addresses.Where((_, i) => i % 7 == 0))
        {
            var alone = await stage.Get<ContactFinder>().ByAddressAsync(list.Account, list.Name, address, default).Select(f => f.Id).Order().ToListAsync();
            Assert.Equal(alone, owners[address].Order());
        }

        Assert.Equal(addresses.Sum(Expected), owners.Sum(o => o.Count()));
    }

    // The one that sixty have comes first: more than a page of the shorter walks.
    private static IEnumerable<string> Addresses() =>
        Enumerable.Range(0, 700).Select(i => i == 0 ? Shared : i % 5 == 0 ? Mobile(i) : i % 3 == 0 ? $"none{i}@example.com" : $"p{i}@example.com");

    private static int Expected(string address) => address == Shared ? 60 : address.StartsWith("none", StringComparison.Ordinal) ? 0 : 1;

    private static string Mobile(int i) => string.Create(CultureInfo.InvariantCulture, $"+39333{1_000_000 + i}");

    private static string People()
    {
        var file = new StringBuilder("fkey,email,mobile\n");
        for (var i = 0; i < 800; i++)
            file.Append(CultureInfo.InvariantCulture, $"{i},p{i}@example.com,{Mobile(i)}\n");
        for (var i = 0; i < 60; i++)
            file.Append(CultureInfo.InvariantCulture, $"s{i},{Shared},\n");
        return file.ToString();
    }
}
