using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>ASP.NET Core integration.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>
    /// Lets HTTP functions take <see cref="Microsoft.AspNetCore.Http.HttpRequest"/> and return
    /// <see cref="Microsoft.AspNetCore.Http.IResult"/> or <see cref="Microsoft.AspNetCore.Mvc.IActionResult"/>.
    /// </summary>
    /// <param name="builder">The app's builder.</param>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        builder.HasWebApplication = true;
        // What action results such as OkObjectResult need to write themselves.
        builder.Services.AddMvcCore();
        return builder;
    }
}
