namespace MailMaker.Demo;

/// <summary>One invented person of the demo's contact file.</summary>
internal readonly record struct DemoPerson(
    string Fkey, string Email, string Mobile, string First, string Last, string Gender, string Born, string Street, string City, string PostalCode, string Country, string Language);
