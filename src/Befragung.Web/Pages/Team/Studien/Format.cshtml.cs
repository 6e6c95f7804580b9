using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Team.Studien;

/// <summary>What a questionnaire is made of, and how its file is written, for people who are no programmers.</summary>
public sealed class FormatModel : PageModel
{
    /// <summary>A whole questionnaire; a test reads it.</summary>
    public const string Example = """
        befragung: 1
        title: Unsere Innenstadt
        languages: [de]
        groups:
          - { key: rathaus, name: Rathaus }
          - { key: handel, name: Handel }
        scales:
          wichtig5:
            points: 5
            labels: { 1: unwichtig, 5: sehr wichtig }
        sections:
          - key: themen
            title: Themen
            items:
              - key: leerstand
                type: rating
                text: Leerstand
                scale: wichtig5
              - key: rolle
                type: singleChoice
                text: In welcher Rolle antworten Sie?
                options:
                  - { key: amt, name: Amt }
                  - { key: laden, name: Laden }
              - key: miete
                type: longText
                text: Was ist mit den Mieten?
                when: { item: rolle, is: laden }
        """;

    public const string TwoLanguages = """
        languages: [de, en]
        title: { de: Unsere Innenstadt, en: Our town centre }
        introduction:
          de: |
            Was bewegt Sie?

            - Es dauert **15 Minuten**.
          en: |
            What matters to you?

            - It takes **15 minutes**.
        """;

    public void OnGet() { }

    public IActionResult OnGetSchema() => File(QuestionnaireLibrary.Schema, "application/schema+json; charset=utf-8", "schema.json");
}
