using Befragung.Delphi.Coding;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Befragung.Web.Data;

internal sealed class RoundCodingMapping : IEntityTypeConfiguration<RoundCoding>
{
    public void Configure(EntityTypeBuilder<RoundCoding> builder)
    {
        builder.HasKey(coding => coding.RoundId);
        builder.HasOne<Round>().WithOne().HasForeignKey<RoundCoding>(coding => coding.RoundId);
        builder.Property(coding => coding.Version).IsConcurrencyToken();
        builder.Property(coding => coding.Agreement!).IsDocument();
        builder.Ignore(coding => coding.IsBlind);
    }
}

internal sealed class MentionMapping : IEntityTypeConfiguration<Mention>
{
    public void Configure(EntityTypeBuilder<Mention> builder)
    {
        builder.HasOne<Round>().WithMany().HasForeignKey(mention => mention.RoundId);
        builder.Property(mention => mention.Id).ValueGeneratedNever();
        builder.Property(mention => mention.ItemKey).HasMaxLength(40);
        builder.Property(mention => mention.GroupKey).HasMaxLength(40);
        builder.Property(mention => mention.Language).HasMaxLength(LanguageTag.MaxLength);
        builder.Property(mention => mention.Note).HasMaxLength(Mention.LongestNote);
        builder.Property(mention => mention.Quotation).HasMaxLength(QuotedText.MostLetters);
        builder.Property(mention => mention.Version).IsConcurrencyToken();
        // The order of the list.
        builder.HasIndex(mention => new
        {
            mention.RoundId,
            mention.Place,
            mention.SourceId,
            mention.Start,
        });
    }
}

internal sealed class CodeMapping : IEntityTypeConfiguration<Code>
{
    public void Configure(EntityTypeBuilder<Code> builder)
    {
        builder.HasOne<Study>().WithMany().HasForeignKey(code => code.StudyId);
        builder.Property(code => code.Id).ValueGeneratedNever();
        builder.Property(code => code.Name).HasMaxLength(Code.LongestName);
        builder.Property(code => code.Version).IsConcurrencyToken();
    }
}

internal sealed class AppliedCodeMapping : IEntityTypeConfiguration<AppliedCode>
{
    public void Configure(EntityTypeBuilder<AppliedCode> builder)
    {
        // Given twice by two tabs, it is given once.
        builder.HasKey(applied => new
        {
            applied.MentionId,
            applied.CodeId,
            applied.Coder,
        });
        builder.HasOne<Mention>().WithMany().HasForeignKey(applied => applied.MentionId);
        builder.HasOne<Code>().WithMany().HasForeignKey(applied => applied.CodeId);
        builder.Property(applied => applied.Coder).HasMaxLength(64);
    }
}

internal sealed class StatementMapping : IEntityTypeConfiguration<Statement>
{
    public void Configure(EntityTypeBuilder<Statement> builder)
    {
        builder.HasOne<Study>().WithMany().HasForeignKey(statement => statement.StudyId);
        // Beside the study: whatever is deleted, is deleted by it.
        builder.HasIndex(statement => statement.RoundId);
        builder.Property(statement => statement.Id).ValueGeneratedNever();
        builder
            .Property(statement => statement.Wordings)
            .HasField("wordings")
            .HasConversion(new DocumentConverter<IReadOnlyList<StatementText>>(), new SameWordings());
        builder.Property(statement => statement.Version).IsConcurrencyToken();
        builder.Ignore(statement => statement.Text);
        builder.Ignore(statement => statement.State);
    }

    /// <summary>Wordings are only ever added.</summary>
    private sealed class SameWordings()
        : ValueComparer<IReadOnlyList<StatementText>>(
            (one, other) => one!.Count == other!.Count,
            wordings => wordings.Count,
            wordings => wordings.ToList()
        );
}

internal sealed class StatementSourceMapping : IEntityTypeConfiguration<StatementSource>
{
    public void Configure(EntityTypeBuilder<StatementSource> builder)
    {
        builder.HasKey(source => new { source.StatementId, source.MentionId });
        builder.HasOne<Statement>().WithMany().HasForeignKey(source => source.StatementId);
        builder.HasOne<Mention>().WithMany().HasForeignKey(source => source.MentionId);
    }
}

internal sealed class StatementCommentMapping : IEntityTypeConfiguration<StatementComment>
{
    public void Configure(EntityTypeBuilder<StatementComment> builder)
    {
        builder.HasOne<Statement>().WithMany().HasForeignKey(comment => comment.StatementId);
        builder.Property(comment => comment.Id).ValueGeneratedNever();
    }
}
