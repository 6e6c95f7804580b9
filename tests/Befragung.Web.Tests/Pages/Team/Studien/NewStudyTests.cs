using System.Text;
using Befragung.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Studien;

/// <summary>Studies from questionnaires.</summary>
public sealed class NewStudyTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task A_study_is_made_from_the_questionnaire_that_comes_along()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var reply = await editor.SubmitAsync(
            await editor.GetAsync("/team/studien/neu"),
            "main form",
            ("template", "kleinstadtakademie.yaml")
        );
        // What is the new study's own is asked for at once.
        Assert.StartsWith("/team/studien/mehrstufige-befragung-zur-kleinstadtakademie", reply.Location, StringComparison.Ordinal);
        Assert.EndsWith("/fragebogen/angaben?neu=true", reply.Location, StringComparison.Ordinal);
        var asked = (await editor.GetAsync(reply.Location!)).Text;
        Assert.Contains("Einwilligung", asked, StringComparison.Ordinal);
        Assert.Contains("Gruppen: 8", asked, StringComparison.Ordinal);
        Assert.Contains("Frist der Runde 1", asked, StringComparison.Ordinal);
        var page = await editor.GetAsync(reply.Location!.Replace("/fragebogen/angaben?neu=true", "", StringComparison.Ordinal));
        Assert.Equal(200, page.Status);
        Assert.Contains("Das Panel ist noch leer.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_is_made_from_an_own_file_and_the_next_of_the_same_title_gets_a_number()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var yaml = Sample.Yaml.Replace("Kleine Befragung über Größe", "Süße Maße", StringComparison.Ordinal);
        Assert.Equal("/team/studien/suesse-masse", (await UploadAsync(editor, yaml)).Location);
        Assert.Equal("/team/studien/suesse-masse-2", (await UploadAsync(editor, yaml)).Location);
        Assert.Contains("Süße Maße", (await editor.GetAsync("/team")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_a_study_with_a_long_title_is_cut_and_ends_in_no_hyphen()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var yaml = Sample.Yaml.Replace(
            "Kleine Befragung über Größe",
            "Wie wird die Versorgung im ländlichen Raum bis zum Jahr 20 gesichert und bezahlt",
            StringComparison.Ordinal
        );
        Assert.Equal(
            "/team/studien/wie-wird-die-versorgung-im-laendlichen-raum-bis-zum-jahr-20",
            (await UploadAsync(editor, yaml)).Location
        );
    }

    [Fact]
    public async Task A_study_called_like_the_page_that_creates_them_can_be_opened()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var yaml = Sample.Yaml.Replace("Kleine Befragung über Größe", "Neu", StringComparison.Ordinal);
        var reply = await UploadAsync(editor, yaml);
        Assert.Equal("/team/studien/neu-2", reply.Location);
        Assert.Equal("Neu", (await editor.GetAsync(reply.Location!)).Page.QuerySelector("h1")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_study_of_ones_own_is_begun_with_under_a_title_and_with_a_contact_of_its_own()
    {
        var key = await app.StudyAsync(2);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var form = await editor.GetAsync("/team/studien/neu");
        Assert.Contains(key, form.Page.QuerySelectorAll("select[name=Studie] option").Select(option => option.GetAttribute("value")));
        var reply = await editor.SubmitAsync(
            form,
            "main form",
            ("template", "studie"),
            ("Studie", key),
            ("Titel", "Noch einmal, zwei Jahre später"),
            ("Kontakt", "Neues Team"),
            ("Adresse", "neu@befragung.internal")
        );
        Assert.Equal("/team/studien/noch-einmal-zwei-jahre-spaeter/fragebogen/angaben?neu=true", reply.Location);
        var (before, after) = (await app.ReadAsync(key), await app.ReadAsync("noch-einmal-zwei-jahre-spaeter"));
        var asked = after.Round(1).Questionnaire;
        Assert.Equal(("Neues Team", "neu@befragung.internal"), (asked.Contact!.Name, asked.Contact.Email));
        Assert.Equal(before.Round(1).Questionnaire.Items.Select(item => item.Key), asked.Items.Select(item => item.Key));
        Assert.Equal("Noch einmal, zwei Jahre später", asked.Title.In("de"));
    }

    [Fact]
    public async Task What_is_unfinished_is_begun_with_as_it_is()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        (string, string?)[] empty = [("template", "leer"), ("Titel", "Halb fertig")];
        var made = await editor.SubmitAsync(await editor.GetAsync("/team/studien/neu"), "main form", empty);
        var key = made.Location!.Split('/')[3];
        var reply = await editor.SubmitAsync(
            await editor.GetAsync("/team/studien/neu"),
            "main form",
            ("template", "studie"),
            ("Studie", key),
            ("Titel", "Auch halb fertig")
        );
        Assert.Equal("/team/studien/auch-halb-fertig/fragebogen/angaben?neu=true", reply.Location);
        Assert.Contains(
            "Noch zu klären",
            (await editor.GetAsync("/team/studien/auch-halb-fertig/fragebogen")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(StudyRole.Reader)]
    [InlineData(null)]
    public async Task A_study_that_one_may_not_copy_is_neither_offered_nor_taken(StudyRole? role)
    {
        var key = role is null ? "kleine-befragung-gibt-es-nicht" : await app.StudyAsync(2);
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var form = await reader.GetAsync("/team/studien/neu");
        Assert.DoesNotContain(key, form.Page.QuerySelectorAll("select[name=Studie] option").Select(option => option.GetAttribute("value")));
        var reply = await reader.SubmitAsync(form, "main form", ("template", "studie"), ("Studie", key), ("Titel", "Abgeschrieben"));
        Assert.Equal(400, reply.Status);
        Assert.Contains("Wählen Sie, mit welcher Studie Sie beginnen.", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_is_read_before_it_is_taken()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var form = await editor.GetAsync("/team/studien/neu");
        var looks = form.Page.QuerySelectorAll("a[href^='/team/vorlagen/']").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(5, looks.Count);
        foreach (var look in looks)
        {
            var page = await editor.GetAsync(look);
            Assert.Equal(200, page.Status);
            Assert.NotEmpty(page.Page.QuerySelectorAll("h3 .number"));
        }
        Assert.Equal(404, (await editor.GetAsync("/team/vorlagen/gibt-es-nicht.yaml")).Status);
        Assert.Equal(404, (await editor.GetAsync("/team/vorlagen/..%2Fappsettings.json")).Status);
    }

    [Fact]
    public async Task The_format_is_explained_with_an_example_that_can_be_taken()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        Assert.Single((await editor.GetAsync("/team/studien/neu")).Page.QuerySelectorAll("a[href='/team/format']"));
        var page = await editor.GetAsync("/team/format");
        var example = page.Page.QuerySelector("pre.code")!.TextContent;
        Assert.Empty(Befragung.Delphi.Questionnaires.QuestionnaireReader.Read(example).Problems);
        Assert.Equal(
            Befragung.Delphi.Drafts.Draft.Types,
            page.Page.QuerySelectorAll("table")[1].QuerySelectorAll("th code").Skip(1).Select(type => type.TextContent)
        );
        var schema = await editor.GetAsync("/team/format?handler=Schema");
        Assert.Equal(200, schema.Status);
        Assert.Equal(await File.ReadAllTextAsync(Repository.PathOf("questionnaires", "schema.json")), schema.Body);
    }

    [Fact]
    public async Task A_file_as_windows_writes_it_loses_no_letter()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var yaml = Sample.Yaml.Replace("Kleine Befragung über Größe", "Zukunft der Dorfläden", StringComparison.Ordinal);
        var reply = await editor.UploadAsync(
            await editor.GetAsync("/team/studien/neu"),
            "main form",
            "bogen.yaml",
            CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(yaml)
        );
        Assert.Equal("/team/studien/zukunft-der-dorflaeden", reply.Location);
        Assert.Contains("Zukunft der Dorfläden", (await editor.GetAsync(reply.Location!)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hash_block.yaml", "Zeile 2, Spalte 15: Ab „#1“ gilt der Rest der Zeile als Anmerkung")]
    [InlineData("dupgroupname.yaml", "Zeile 6, Spalte 27: Den Namen „Rathaus“ gibt es hier zweimal, zuerst in Zeile 5.")]
    [InlineData("cp850.yaml", "Zeile 1, Spalte 1: Die Datei ist nicht in UTF-8 geschrieben; gelesen wurde sie als DOS (850).")]
    public async Task What_is_worth_a_notice_stands_on_the_page_of_the_new_study(string file, string notice)
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var reply = await editor.UploadAsync(
            await editor.GetAsync("/team/studien/neu"),
            "main form",
            file,
            Exchange.Reading.Cases.Read(file)
        );
        var page = await editor.GetAsync(reply.Location!);
        Assert.Contains(notice, page.Page.QuerySelector(".kern-alert--warning")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_names_line_and_column_and_creates_nothing()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var before = await CountAsync();
        var reply = await UploadAsync(editor, "befragung: 1\ntitle: Kaputt\nlanguages: [de]\nsections:\n  - key: [\n");
        Assert.Equal(400, reply.Status);
        Assert.Contains("Der Fragebogen „bogen.yaml“ hat Fehler; angelegt wurde nichts", reply.Text, StringComparison.Ordinal);
        Assert.Matches(@"Zeile \d+, Spalte \d+:", reply.Text);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_file_that_grows_without_end_is_refused()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (var level = 1; level < 12; level++)
            bomb.Append("a" + level + ": &a" + level + " [").AppendJoin(',', Enumerable.Repeat("*a" + (level - 1), 9)).Append("]\n");
        Assert.Equal(400, (await UploadAsync(editor, bomb.ToString())).Status);
    }

    [Fact]
    public async Task Of_a_template_title_and_contact_are_those_of_the_new_study()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var reply = await editor.SubmitAsync(
            await editor.GetAsync("/team/studien/neu"),
            "main form",
            ("template", "expertengespraech.yaml"),
            ("Titel", "Unser Gespräch"),
            ("Kontakt", "Ada Weber"),
            ("Adresse", "ada@klein.de")
        );
        Assert.Equal("/team/studien/unser-gespraech/fragebogen/angaben?neu=true", reply.Location);
        var asked = (await app.ReadAsync("unser-gespraech")).Round(1).Questionnaire;
        Assert.Equal(("Unser Gespräch", "Ada Weber", "ada@klein.de"), (asked.Title.In("de"), asked.Contact!.Name, asked.Contact.Email));
        var wrong = await editor.SubmitAsync(
            await editor.GetAsync("/team/studien/neu"),
            "main form",
            ("template", "expertengespraech.yaml"),
            ("Adresse", "ada@@klein")
        );
        Assert.Equal(400, wrong.Status);
        Assert.NotNull(wrong.Page.QuerySelector("#adresse-fehler"));
        Assert.Equal(400, (await editor.SubmitAsync(await editor.GetAsync("/team/studien/neu"), "main form", ("Titel", " "))).Status);
        using var template = await editor.Client.GetAsync(
            new Uri("/team/studien/neu?handler=Vorlage&datei=expertengespraech.yaml", UriKind.Relative)
        );
        Assert.Contains("befragung: 1", await template.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (await editor.GetAsync("/team/studien/neu?handler=Vorlage&datei=../appsettings.json")).Status);
    }

    [Fact]
    public async Task A_survey_of_another_tool_ends_in_the_editor_with_what_did_not_come_along()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var form = await editor.GetAsync("/team/studien/neu");
        var told = await editor.UploadAsync(
            form,
            "main form",
            "alle-typen.lss",
            Exchange.Import.SourceFiles.Read("alle-typen.lss"),
            ("Titel", "Von drüben")
        );
        Assert.Equal(200, told.Status);
        Assert.NotEmpty(told.Page.QuerySelectorAll("main .kern-list li"));
        var next = told.Page.QuerySelector("main a.kern-btn")!.GetAttribute("href")!;
        Assert.Equal("/team/studien/von-drueben/fragebogen", next);
        Assert.Equal(200, (await editor.GetAsync(next)).Status);
        Assert.NotEmpty((await app.ReadAsync("von-drueben")).Round(1).Questionnaire.Items);
        foreach (
            var (name, content) in ((string, byte[])[])
                [("kaputt.lss", "<document>"u8.ToArray()), ("leer.docx", [0x50, 0x4B, 3, 4]), ("x.json", "{"u8.ToArray())]
        )
        {
            var refused = await editor.UploadAsync(form, "main form", name, content);
            Assert.Equal(400, refused.Status);
            Assert.NotEqual("", refused.Page.QuerySelector("#datei-fehler")!.TextContent);
        }
    }

    [Fact]
    public async Task Choosing_nothing_says_so()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var reply = await editor.SubmitAsync(await editor.GetAsync("/team/studien/neu"), "main form", ("template", ""));
        Assert.Equal(400, reply.Status);
        Assert.Contains("Bitte wählen Sie eine Datei.", reply.Page.QuerySelector("#datei-fehler")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", reply.Page.QuerySelector("#datei")!.GetAttribute("aria-invalid"));
        Assert.StartsWith("datei-fehler", reply.Page.QuerySelector("#datei")!.GetAttribute("aria-describedby"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_and_a_file_of_ones_own_are_asked_about()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var before = await CountAsync();
        var reply = await editor.UploadAsync(
            await editor.GetAsync("/team/studien/neu"),
            "main form",
            "eigene.yaml",
            Encoding.UTF8.GetBytes(Sample.Yaml),
            ("template", "kleinstadtakademie.yaml")
        );
        Assert.Equal(400, reply.Status);
        Assert.Contains(
            "Gewählt sind eine Vorlage und die Datei „eigene.yaml“.",
            reply.Page.QuerySelector("#datei-fehler")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("kleinstadtakademie.yaml", reply.Page.QuerySelector("input[name=template][checked]")!.GetAttribute("value"));
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData(6)]
    [InlineData(50)]
    public async Task A_huge_file_answers_413_with_a_sentence(int megabytes)
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = await editor.GetAsync("/team/studien/neu");
        var reply = await editor.UploadAsync(page, "main form", "gross.yaml", new byte[megabytes * 1024 * 1024]);
        Assert.Equal(413, reply.Status);
        Assert.Contains("Möglich sind 5 MB.", reply.Text, StringComparison.Ordinal);
    }

    private static async Task<Reply> UploadAsync(Visitor editor, string yaml) =>
        await editor.UploadAsync(await editor.GetAsync("/team/studien/neu"), "main form", "bogen.yaml", Encoding.UTF8.GetBytes(yaml));

    private Task<int> CountAsync() => app.DataAsync(db => db.Studies.CountAsync());
}
