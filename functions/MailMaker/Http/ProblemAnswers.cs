using MailMaker.Core;
using Microsoft.AspNetCore.Http;

namespace MailMaker.Http;

/// <summary>Refusals as RFC 9457 problem details; a list of faults stands in <c>errors</c>, each with a JSON pointer.</summary>
public static class ProblemAnswers
{
    /// <summary>400 with every fault.</summary>
    public static IResult Refused(IReadOnlyList<Problem> problems) => Results.Problem(
        title: "The request was refused.", detail: problems[0].Detail, statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["errors"] = problems.Select(p => new { pointer = p.Pointer, detail = p.Detail }) });

    /// <summary>404: there is no such thing.</summary>
    /// <param name="what">What was looked for, such as <c>list</c>; never a contact's key.</param>
    public static IResult NotFound(string what) => Results.Problem(
        title: "Not found.", detail: $"There is no such {what}.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>409: not possible as things stand.</summary>
    public static IResult Conflict(string detail) => Results.Problem(
        title: "Not possible now.", detail: detail, statusCode: StatusCodes.Status409Conflict);
}
