using Befragung.Delphi;

namespace Befragung.Web.Exchange.Import;

/// <summary>Questions of LimeSurvey that ask for numbers, and tables whose cells are written into.</summary>
internal sealed class LimeSurveyNumbers(LimeSurveyFile file, ImportDraft target, LimeSurveyTexts texts)
{
    public void One(LimeSurveyRow row, SourceQuestion question)
    {
        var (min, max) = (texts.Amount(row, "min_num_value_n"), texts.Amount(row, "max_num_value_n"));
        target.Number(question, texts.Suffix(row), min, max, texts.Decimals(row), question.Code);
    }

    public void Several(LimeSurveyRow row, SourceQuestion question)
    {
        var place = question.Place;
        var isSlider = file.Attribute(row, "slider_layout") == "1";
        var rows = texts.Subquestions(row, place);
        if (
            !isSlider
            && rows.Count is >= 2 and <= ImportDraft.MostOptions
            && texts.Amount(row, "equals_num_value") is { } total
            && total is >= 1 and <= 10_000
            && total == decimal.Truncate(total)
        )
        {
            target.Points(question, rows, (int)total);
            return;
        }
        foreach (var limit in (ReadOnlySpan<string>)["equals_num_value", "min_num_value", "max_num_value"])
            if (file.Attribute(row, limit) is not ("" or "0") and var value)
                target.Note(place, new Sentence("Für die Summe gilt nichts mehr; „{0}“ ({1}) ist nicht übernommen.", limit, value));
        var min = isSlider ? texts.Amount(row, "slider_min") ?? 0 : texts.Amount(row, "min_num_value_n");
        var max = isSlider ? texts.Amount(row, "slider_max") ?? 100 : texts.Amount(row, "max_num_value_n");
        var decimals = isSlider ? Math.Clamp((int)(texts.Amount(row, "slider_accuracy")?.Scale ?? 0), 0, 4) : texts.Decimals(row);
        if (isSlider)
            target.Note(place, new Sentence("Statt eines Schiebereglers steht hier jetzt ein Feld für eine Zahl."));
        foreach (var (sub, one) in target.Rows(question, [.. rows.Select(Middle)]))
        {
            var ends = rows.First(each => each.Code == sub.Code).Name.Changed(EndsOf);
            target.Number(
                one with
                {
                    Note = one.Note.With("\n\n", ends),
                },
                texts.Suffix(row),
                min,
                max,
                decimals,
                ImportDraft.Known(question, sub)
            );
        }
    }

    /// <summary>A row for each sub-question, a column for each of the second axis.</summary>
    public void Table(LimeSurveyRow row, SourceQuestion question)
    {
        var place = question.Place;
        var rows = texts.Subquestions(row, place);
        var columns = texts.Subquestions(row, place, "1");
        if (file.Attribute(row, "multiflexible_checkbox") == "1")
        {
            foreach (var (sub, one) in target.Rows(question, rows))
                target.MultipleChoice(one, columns, hasOther: false, null, null, ImportDraft.Known(question, sub));
            return;
        }
        var isBox = file.Attribute(row, "input_boxes") == "1";
        var min = texts.Amount(row, "multiflexible_min") ?? (isBox ? null : 1);
        var max = texts.Amount(row, "multiflexible_max") ?? (isBox ? null : 10);
        var step = texts.Amount(row, "multiflexible_step") is { } written and > 0 ? written : 1;
        if (!isBox && columns.Count is >= 2 and <= 4 && Points(min!.Value, max!.Value, step) is { } points)
        {
            var scale = target.Scales.Numbered(place, points, (int)min.Value, (int)step);
            target.MultiRatings(
                question,
                rows,
                [.. columns.Select(column => (column, scale))],
                (sub, column) => $"{ImportDraft.Known(question, sub)}_{column.Code}"
            );
            return;
        }
        foreach (var (sub, one) in target.Cells(question, rows, columns))
            target.Number(one, Wording.None, min, max, 0, $"{question.Code}/{sub.Code}");
    }

    public void TableOfTexts(LimeSurveyRow row, SourceQuestion question)
    {
        foreach (
            var (sub, one) in target.Cells(question, texts.Subquestions(row, question.Place), texts.Subquestions(row, question.Place, "1"))
        )
            if (file.Attribute(row, "numbers_only") == "1")
                target.Number(one, Wording.None, null, null, 2, $"{question.Code}/{sub.Code}");
            else
                target.ShortText(one, texts.Count(row, "maximum_chars"));
    }

    private static int? Points(decimal min, decimal max, decimal step)
    {
        if (
            min != decimal.Truncate(min)
            || step != decimal.Truncate(step)
            || Math.Abs(min) > 1_000
            || step > 1_000
            || Math.Abs(max) > 100_000
        )
            return null;
        var points = Math.Floor((max - min) / step) + 1;
        return points is >= 2 and <= ImportScales.Most ? (int)points : null;
    }

    /// <summary>"text|left|right": what stands at the ends of a slider.</summary>
    private static SourceOption Middle(SourceOption row) => row with { Name = row.Name.Changed(name => name.Split('|')[0].Trim()) };

    private static string EndsOf(string name) =>
        name.Split('|') is [_, var left, var right, ..] ? $"{left.Trim()} – {right.Trim()}".Trim(' ', '–') : "";
}
