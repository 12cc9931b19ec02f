/// What a published report has, after the reports on face search and on other secret measures that statutes ask for: extent,
/// purposes, approvals, refusals, emergencies, possible matches that led to action, outcomes, erasures, people's requests,
/// breaches.
enum ReportColumns {
    struct Section {
        let title: String
        let measures: [Measure]
    }

    static let sections = [
        Section(title: "Extent of use", measures: [.searches, .nullResults, .candidatesShown, .photosEnrolled]),
        Section(
            title: "Approval",
            measures: [
                .casesOpened, .authorisationsRequested, .authorisationsApproved, .authorisationsRefused,
                .authorisationsRevoked,
            ]),
        Section(title: "Refused by the rules", measures: [.searchesRefused]),
        Section(
            title: "In an emergency, before an approval",
            measures: [.breakGlassUsed, .breakGlassRefused, .breakGlassLapsed]),
        Section(title: "Examination of possible matches", measures: [.reviewsRequested, .reviews, .disagreements]),
        Section(
            title: "What possible matches led to",
            measures: [
                .outcomesNoLead, .outcomesLead, .outcomesRuledOut, .outcomesIdentified, .charges, .arrests, .reunions,
                // How many are corroborated is not told: where all have to be, it is a sum of these, and gives a small one away.
                .publications, .otherActions,
            ]),
        Section(
            title: "Those in the collections",
            measures: [
                .requestsReceived, .requestsAnswered, .requestsRefused, .requestsLate, .erasures, .photosErased,
                .photosExpired,
            ]),
        Section(
            title: "Breaches and unauthorised use",
            measures: [
                .signalsRaised, .signalsExplained, .signalsUpheld, .accountsSuspended, .logInsFailed, .casesExported,
            ]),
    ]

    static let measures = sections.flatMap(\.measures)

    /// What a calendar year is told apart for by purpose.
    static let byPurpose: [Measure] = [
        .searches, .outcomesNoLead, .outcomesLead, .outcomesRuledOut, .outcomesIdentified, .charges, .arrests,
        .reunions,
        .publications, .otherActions,
    ]

    /// What a calendar year is told apart for by organisation.
    static let byOrganisation: [Measure] = [
        .searches, .searchesRefused, .authorisationsRefused, .breakGlassUsed, .charges, .arrests,
    ]
}
