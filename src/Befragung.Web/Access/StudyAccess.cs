namespace Befragung.Web.Access;

/// <summary>What whoever asks may do with the study that the address names, as the one query for it told. Whoever may nothing has none.</summary>
public sealed record StudyAccess(int StudyId, StudyRole Role)
{
    public bool MayEdit => Role >= StudyRole.Editor;

    /// <summary>Names and addresses of the panel, and who of it took part in what: for those who look after it, not for those who only read.</summary>
    public bool SeesContacts => Role >= StudyRole.Editor;

    public bool IsOwner => Role == StudyRole.Owner;

    /// <summary>Null where the address names no study, or one that is not there for whoever asks.</summary>
    public static StudyAccess? Of(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Items[typeof(StudyAccess)] as StudyAccess;
    }
}
