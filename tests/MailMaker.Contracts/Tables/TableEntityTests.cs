using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace MailMaker.Contracts.Tables;

public sealed class TableEntityTests
{
    [Fact]
    public void A_missing_property_is_null_and_another_type_throws()
    {
        var entity = new TableEntity("p", "r") { ["Whole"] = 1, ["Text"] = "x" };
        Assert.Null(entity.GetString("Missing"));
        Assert.Null(entity.GetInt64("Missing"));
        Assert.Null(entity["Missing"]);
        Assert.Throws<InvalidOperationException>(() => entity.GetInt64("Whole"));
        Assert.Throws<InvalidOperationException>(() => entity.GetInt32("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDateTimeOffset("Text"));
    }

    [Fact]
    public void Setting_a_property_keeps_the_type_that_is_there()
    {
        var entity = new TableEntity { ["Long"] = 1L, ["Double"] = 1.0, ["Int"] = 1, ["Text"] = "x", ["None"] = null };
        entity["Long"] = 2;
        entity["Double"] = 2;
        entity["Int"] = 2L;
        entity["None"] = 5;
        Assert.Equal(2L, entity["Long"]);
        Assert.Equal(2.0, entity["Double"]);
        Assert.Equal(2L, entity["Int"]);
        Assert.Equal(5, entity["None"]);
        Assert.Throws<InvalidOperationException>(() => entity["Text"] = 1);
        entity["Text"] = null;
        entity["Text"] = 1;
        Assert.Equal(1, entity["Text"]);
    }

    [Fact]
    public void The_keys_are_properties_too()
    {
        var entity = new TableEntity("p", "r") { ["A"] = 1 };
        Assert.Equal(["PartitionKey", "RowKey", "A"], entity.Keys);
        Assert.Equal(3, entity.Count);
        Assert.Equal("p", entity["PartitionKey"]);
        entity["RowKey"] = "s";
        Assert.Equal("s", entity.RowKey);
        Assert.True(entity.Remove("A"));
        Assert.False(entity.Remove("A"));
        Assert.False(entity.ContainsKey("A"));
        entity.Clear();
        Assert.Empty(entity);
        Assert.Null(entity.PartitionKey);
    }

    [Fact]
    public void A_copy_has_the_same_properties()
    {
        var entity = new TableEntity("p", "r") { ["A"] = 1, ETag = new ETag("x"), Timestamp = DateTimeOffset.UnixEpoch };
        var copy = new TableEntity(entity);
        Assert.Equal(entity, (IEnumerable<KeyValuePair<string, object?>>)copy);
        copy["A"] = 2;
        Assert.Equal(1, entity["A"]);
        Assert.Equal(new ETag("x"), copy.ETag);
        Assert.Equal(DateTimeOffset.UnixEpoch, copy.Timestamp);
    }

    [Fact]
    public void Dates_and_bytes_are_given_in_either_form()
    {
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1));
        var entity = new TableEntity { ["At"] = at, ["Utc"] = at.UtcDateTime, ["Bytes"] = new byte[] { 1 }, ["Data"] = new BinaryData([2]) };
        Assert.Equal(at.UtcDateTime, entity.GetDateTime("At"));
        Assert.Equal(at, entity.GetDateTimeOffset("Utc"));
        Assert.Equal([1], entity.GetBinaryData("Bytes")!.ToArray());
        Assert.Equal([2], entity.GetBinary("Data"));
    }

    [Fact]
    public void A_wide_entity_finds_adds_and_removes_like_a_narrow_one()
    {
        var entity = new TableEntity("p", "r");
        for (var i = 0; i < 100; i++)
            entity.Add($"P{i}", i);
        entity.Remove("P50");
        entity["P51"] = 0;
        entity["New"] = 1;
        Assert.Equal(102, entity.Count);
        Assert.Null(entity["P50"]);
        Assert.Equal(0, entity["P51"]);
        Assert.Equal(99, entity["P99"]);
        Assert.Equal(1, entity["New"]);
    }

    [Fact]
    public void Error_codes_compare_with_the_exceptions_texts()
    {
        var exception = new RequestFailedException(409, "m", "EntityAlreadyExists", null);
        Assert.True(exception.ErrorCode! == TableErrorCode.EntityAlreadyExists);
        Assert.True(TableErrorCode.ResourceNotFound != exception.ErrorCode!);
        Assert.Equal("EntityAlreadyExists", TableErrorCode.EntityAlreadyExists.ToString());
    }
}
