/// The words of overseers' pages and of reports, in plain ones: a page of the desk, and the last section of each report.
public struct Glossary: Sendable {
    public struct Entry: Sendable {
        public let word: String
        public let meaning: String
    }

    /// In the order of a search: what is searched, on whose word, what it shows, what comes of it, and how all this is proven.
    public static let entries = [
        entry(
            "Collection",
            "Photos that one organisation answers for, on one lawful basis, for a time that is set. Only photos in a collection can be found."
        ),
        entry(
            "Search",
            "Somebody gives the photo of a face, and the program compares it with the faces in one or more collections. Each search "
                + "is an entry in the log before it begins, and another before its result is shown."),
        entry(
            "Refused search",
            "A search that the rules did not allow: without an approval, for instance, or in a collection that it does not cover. "
                + "Nothing was compared, and the attempt is in the log."),
        entry(
            "Authorisation, or approval, or leave to search",
            "An approver, who is not the one who searches, decides that a search is necessary and proportionate: for a case, a purpose, "
                + "certain collections, so many searches and so many days."),
        entry("Purpose", "What a search is for, as one of the words that the organisation’s policy allows."),
        entry(
            "Break-glass, or emergency",
            "Somebody searches first and an approver decides afterwards, within a time that the policy sets. If nobody confirms it, "
                + "what it showed is erased and whoever searched may not search any more."),
        entry(
            "Case",
            "What searches are made for: an investigation, a missing person, a project of an archive. What came of it is recorded there."
        ),
        entry(
            "Candidate",
            "A photo on the list that a search shows, because its face is similar enough. A candidate is a lead to be examined, and "
                + "never by itself a person who was identified."),
        entry("Null result", "A search that ended and showed nobody: no face was similar enough."),
        entry(
            "Verdict",
            "What an examiner says of a candidate: that it supports, does not support, or neither. Examiners do not see each other’s first."
        ),
        entry(
            "Outcome",
            "What somebody recorded of a case: no lead, a lead, ruled out, identified, or an action such as a charge, an arrest, a "
                + "reunion or a publication. It is told by the purpose of the search that it is about, or of the latest on the case before it."
        ),
        entry(
            "Corroborated",
            "Whoever recorded that somebody was identified, or acted upon, wrote down what else speaks for it than the face. Whether that is "
                + "true, the log does not say."),
        entry(
            "Signal",
            "A pattern of use that a rule found and an overseer is to look into: many searches at night, for instance. It is a question. An "
                + "overseer explains it as harmless, or upholds it as misuse."),
        entry(
            "Erased",
            "What stood behind an entry was destroyed, because its time was over or somebody asked for it. That something "
                + "happened, and when, stays in the log; what it was, nobody can know any more."),
        entry(
            "Few, held back, together",
            "So that nobody is recognised because few were like them, reports do not tell small counts: they say “fewer than”, give a sum as "
                + "the least and the most that it can be, tell several parts as one sum, or leave a table out."),
        entry(
            "Log, entry",
            "A list of all that is done with the program, in order. An entry holds what kind of thing happened, when, and random identifiers "
                + "for who and what. Names and reasons are kept apart, so that they can be erased. An entry cannot be changed or removed without being found out."
        ),
        entry(
            "Checkpoint",
            "The log’s state at one moment, signed: how many entries it has, and one fingerprint of all of them. Whoever keeps a "
                + "checkpoint can see later whether anything before it was changed."),
        entry(
            "Witness, cosigned",
            "A machine of somebody else that watches the log. It adds its own signature to a checkpoint, and so cosigns it, only if the log grew and "
                + "nothing that it saw before was changed. Entries up to there are vouched for by an outsider."),
        entry(
            "Log range",
            "The entries of a period by their numbers, from the first to the last. Numbers are given in order, without a gap, so that a missing entry shows."
        ),
    ]

    private static func entry(_ word: String, _ meaning: String) -> Entry { Entry(word: word, meaning: meaning) }
}
