namespace Befragung.Web.Access;

/// <summary>What a column of panel files is in a study, where its header does not say it by itself: the team chose it once, and the next file is read with it.</summary>
public sealed class PanelColumn
{
    public const int LongestHeader = 100;

    private PanelColumn() { }

    public PanelColumn(int studyId, string header, string title, string field)
    {
        StudyId = studyId;
        Header = header;
        Title = title;
        Field = field;
    }

    public int StudyId { get; private set; }

    /// <summary>As headers are compared.</summary>
    public string Header { get; private set; } = "";

    /// <summary>As it stands in the file.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What is in the column; "-" for nothing that is taken.</summary>
    public string Field { get; private set; } = "";

    public void Assign(string title, string field)
    {
        Title = title;
        Field = field;
    }
}
