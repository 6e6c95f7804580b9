using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Exchange;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Mail;

namespace Befragung.Web.Tests.Mail;

/// <summary>One notion of where somebody can be written to.</summary>
public sealed class MailboxTests
{
    [Theory]
    [InlineData("anna@example.org", "anna@example.org")]
    [InlineData("  anna@example.org\t", "anna@example.org")]
    [InlineData("\uFEFFanna@example.org\u200B\u00A0", "anna@example.org")]
    [InlineData("<anna@example.org>", "anna@example.org")]
    [InlineData("mailto:anna@example.org", "anna@example.org")]
    [InlineData("MAILTO:anna@example.org?subject=x", "anna@example.org")]
    [InlineData("Anna Muster <anna@example.org>", "anna@example.org")]
    [InlineData("\"Muster, Anna\" <anna@example.org>", "anna@example.org")]
    [InlineData("<mailto:anna@example.org>", "anna@example.org")]
    [InlineData("o'neill+x_1-2.a@sub.Example.ORG", "o'neill+x_1-2.a@sub.Example.ORG")]
    [InlineData("b@mu\u0308ller.example", "b@müller.example")]
    [InlineData("b@xn--mller-kva.example", "b@xn--mller-kva.example")]
    public void An_address_is_freed_of_what_stands_around_it(string text, string address)
    {
        Assert.True(Mailbox.TryRead(text, out var mailbox, out var problem), problem?.ToString());
        Assert.Equal(address, mailbox.Address);
    }

    [Theory]
    [InlineData(null, "Die E-Mail-Adresse fehlt.")]
    [InlineData(" ", "Die E-Mail-Adresse fehlt.")]
    [InlineData("<>", "Die E-Mail-Adresse fehlt.")]
    [InlineData("keine", "fehlt das @")]
    [InlineData("a@b@example.org", "mehr als ein @")]
    [InlineData("a@example.org, b@example.org", "Leerzeichen")]
    [InlineData("a@example.org,b@example.org", "mehr als ein @")]
    [InlineData("a\u200Bb@example.org", "(U+200B)")]
    [InlineData("größe@example.org", "Vor dem @ von „größe@example.org“ steht „ö“.")]
    [InlineData("@example.org", "was vor dem @ steht")]
    [InlineData("j.@example.org", "unmittelbar vor dem @")]
    [InlineData(".j@example.org", "Punkt am Anfang")]
    [InlineData("j..j@example.org", "zwei Punkte hintereinander")]
    [InlineData("j@", "was nach dem @ steht")]
    [InlineData("c@example.org.", "Am Ende von „c@example.org.“ steht ein Punkt zu viel.")]
    [InlineData("c@example..org", "zwei Punkte hintereinander")]
    [InlineData("f@example", "Fehlt hier die Endung?")]
    [InlineData("i@-example.org", "Bindestrich am Rand")]
    [InlineData("i@example-.org", "Bindestrich am Rand")]
    [InlineData("g@exa_mple.org", "kein Name eines Mailservers")]
    [InlineData("g@exa,mple.org", "kein Name eines Mailservers")]
    [InlineData("a(b)@example.org", "keine gültige E-Mail-Adresse")]
    public void What_cannot_be_written_to_is_refused_and_told_why(string? text, string part)
    {
        Assert.False(Mailbox.TryRead(text, out _, out var problem));
        Assert.Contains(part, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, 189, true)]
    [InlineData(65, 140, false)]
    [InlineData(64, 190, false)]
    public void An_address_may_be_as_long_as_mail_servers_take_it_and_no_longer(int local, int host, bool isTaken)
    {
        var labels = $"{new string('b', 63)}.{new string('c', 63)}.{new string('d', host - 132)}.org";
        Assert.Equal(isTaken, Mailbox.TryRead($"{new string('a', local)}@{labels}", out _, out var problem));
        Assert.Equal(!isTaken, problem?.ToString().EndsWith("ist zu lang für eine E-Mail-Adresse.", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void Too_long_is_told_briefly()
    {
        Assert.False(Mailbox.TryRead(new string('a', 100_000) + "@example.org", out _, out var problem));
        Assert.InRange(problem.ToString().Length, 1, 200);
    }

    [Theory]
    [InlineData("b@müller.example")]
    [InlineData("B@MÜLLER.example")]
    [InlineData("b@xn--mller-kva.example")]
    [InlineData("b@XN--MLLER-KVA.example")]
    [InlineData("b@mu\u0308ller.example")]
    [InlineData("b@müller.example.")]
    public void The_same_mailbox_is_known_however_it_is_written(string written) =>
        Assert.Equal("b@xn--mller-kva.example", Mailbox.KeyOf(written));

    [Fact]
    public void One_mailbox_is_one_expert()
    {
        var file = Panel("panel_same_mailbox.csv");
        Assert.Equal(2, Assert.Single(file.Entries).Line);
        Assert.Equal("„b@xn--mller-kva.example“ steht schon in Zeile 2.", file.Problems[0].What.ToString());
        Assert.Equal([3, 4], file.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void Every_bad_address_of_a_panel_is_named_with_its_reason()
    {
        var file = Panel("panel_bad_addresses.csv");
        Assert.Empty(file.Entries);
        Assert.Collection(
            file.Problems,
            problem => Says(problem, 2, "Am Ende von „c@example.org.“ steht ein Punkt zu viel."),
            problem => Says(problem, 3, "In „f@example“ steht nach dem @ kein Punkt. Fehlt hier die Endung?"),
            problem => Says(problem, 4, "In „i@-example.org“ steht nach dem @ ein Bindestrich"),
            problem => Says(problem, 5, "In „j.@example.org“ steht ein Punkt"),
            problem => Says(problem, 6, "In „g@exa_mple.org“ ist")
        );
    }

    private static void Says(PanelProblem problem, int line, string begin)
    {
        Assert.Equal(line, problem.Line);
        Assert.StartsWith(begin, problem.What.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contact_umlaut.yaml", "Vor dem @ von „jörg@example.org“ steht „ö“.")]
    [InlineData("contact_dotdot.yaml", "In „team..nord@example.org“ stehen zwei Punkte hintereinander.")]
    public void A_contact_that_nobody_can_write_to_is_refused_in_its_line(string file, string begin)
    {
        var problem = Assert.Single(QuestionnaireFiles.Read(File.ReadAllBytes(Case(file))).Problems);
        Assert.Equal((4, false), (problem.Line, problem.IsNotice));
        Assert.StartsWith(begin, problem.What.ToString(), StringComparison.Ordinal);
    }

    private static PanelFile Panel(string file) =>
        PanelFile.Read(
            File.ReadAllBytes(Case(file)),
            QuestionnaireReader.Read(Encoding.UTF8.GetString(File.ReadAllBytes(Case("contact_dotdot.yaml")))).Questionnaire!.Groups,
            ["de"]
        );

    private static string Case(string file) => Repository.PathOf("tests", "Befragung.Web.Tests", "Mail", "Cases", file);
}
