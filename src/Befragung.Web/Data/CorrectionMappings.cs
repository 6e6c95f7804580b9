using Befragung.Delphi.Coding;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Befragung.Web.Data;

internal sealed class CorrectionMapping : IEntityTypeConfiguration<Correction>
{
    public void Configure(EntityTypeBuilder<Correction> builder)
    {
        builder.HasKey(correction => correction.RoundId);
        builder.HasOne<Round>().WithOne().HasForeignKey<Correction>(correction => correction.RoundId);
        builder.Property(correction => correction.Statements).IsDocument();
        builder.Property(correction => correction.Version).IsConcurrencyToken();
    }
}

internal sealed class CorrectionSheetMapping : IEntityTypeConfiguration<CorrectionSheet>
{
    public void Configure(EntityTypeBuilder<CorrectionSheet> builder)
    {
        builder.HasOne<Round>().WithMany().HasForeignKey(sheet => sheet.RoundId);
        builder.HasOne<AnswerSheet>().WithMany().HasForeignKey(sheet => sheet.SheetId);
        // Begun twice at once, it is begun once.
        builder.HasIndex(sheet => sheet.SheetId).IsUnique();
        builder.Property(sheet => sheet.Id).ValueGeneratedNever();
        builder.Property(sheet => sheet.Shown).IsDocument();
        builder.Property(sheet => sheet.Confirmed).IsDocument();
        builder.Property(sheet => sheet.GroupKey).HasMaxLength(40);
        builder.Property(sheet => sheet.Language).HasMaxLength(LanguageTag.MaxLength);
        builder.Property(sheet => sheet.Version).IsConcurrencyToken();
        builder.Ignore(sheet => sheet.Statements);
    }
}

internal sealed class RemarkMapping : IEntityTypeConfiguration<Remark>
{
    public void Configure(EntityTypeBuilder<Remark> builder)
    {
        builder.HasOne<Round>().WithMany().HasForeignKey(remark => remark.RoundId);
        builder.HasOne<AnswerSheet>().WithMany().HasForeignKey(remark => remark.SheetId);
        builder.Property(remark => remark.Id).ValueGeneratedNever();
        builder.Property(remark => remark.GroupKey).HasMaxLength(40);
        builder.Property(remark => remark.Language).HasMaxLength(LanguageTag.MaxLength);
        builder.Property(remark => remark.Outcome).HasConversion<string>().HasMaxLength(20);
        builder.Property(remark => remark.Version).IsConcurrencyToken();
    }
}
