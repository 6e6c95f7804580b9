using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Tests.Questionnaires;

public class ScaleTests
{
    /// <summary>5 points: 4–5 and 1–2; 7 points: 6–7 and 1–2; 9 points: 7–9 and 1–3.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(6, 2)]
    [InlineData(7, 2)]
    [InlineData(8, 3)]
    [InlineData(9, 3)]
    [InlineData(10, 3)]
    [InlineData(11, 3)]
    public void The_usual_bands_leave_a_middle_from_three_points_on(int points, int band)
    {
        Assert.Equal(band, Scale.UsualBand(points));
        Assert.True(points < 3 || 2 * band < points);
        Assert.Equal(points - band + 1, new Scale(points, new Dictionary<int, LocalizedText>(), true, band, band).LowestOfTop);
    }
}
