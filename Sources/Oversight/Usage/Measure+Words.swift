extension Measure {
    /// As people read it, beside its number.
    public var title: String { wording.title }

    /// What exactly is counted.
    public var definition: String { wording.definition }

    private var wording: (title: String, definition: String) {
        switch self {
        case .searches: ("Searches", "Searches that began: a photo was compared with a collection.")
        case .searchesRefused:
            ("Searches refused by the rules", "Searches that the rules did not allow. Nothing was looked for.")
        case .searchesInterrupted:
            ("Searches cut off", "Searches that failed or whose program died. Nothing was shown.")
        case .searchesBreakGlass: ("Searches before an approval", "Searches made in an emergency (break-glass).")
        case .nullResults: ("Searches that found nobody", "Searches that ended with no candidate.")
        case .candidatesShown: ("Candidates shown", "Possible matches on the lists of all searches together.")
        case .listsOpenedAgain: ("Lists looked at again", "Later looks at the list of an earlier search.")

        case .authorisationsRequested: ("Approvals asked for", "Requests to be allowed to search.")
        case .authorisationsApproved:
            (
                "Approvals given",
                "Requests that an approver approved. One approval is for one or several searches."
            )
        case .authorisationsRefused: ("Approvals refused", "Requests that an approver refused.")
        case .authorisationsRevoked: ("Approvals taken back", "Approvals that were ended early.")
        case .authorisationsExpired: ("Approvals expired", "Approvals and requests whose time was over.")
        case .breakGlassUsed:
            (
                "Emergencies (break-glass)",
                "Times that somebody searched first, and was answered by an approver afterwards."
            )
        case .breakGlassRefused: ("Emergencies refused", "Emergencies that an approver did not confirm afterwards.")
        case .breakGlassLapsed: ("Emergencies not answered", "Emergencies that no approver answered in time.")

        case .reviewsRequested: ("Candidates sent to examiners", "Candidates that a searcher asked to have examined.")
        case .reviews: ("Verdicts", "Verdicts that examiners gave.")
        case .disagreements: ("Disagreements", "Candidates on which examiners gave different verdicts.")

        case .casesOpened: ("Cases opened", "Cases, or projects of an archive.")
        case .casesClosed: ("Cases closed", "Cases on which nothing is searched any more.")
        case .outcomesNoLead: ("No lead", "Outcomes: no candidate was worth following.")
        case .outcomesLead: ("A lead", "Outcomes: a candidate is followed.")
        case .outcomesRuledOut: ("Ruled out", "Outcomes: the candidates were other people.")
        case .outcomesIdentified: ("Identified", "Outcomes: somebody was identified.")
        case .charges: ("Charges", "Outcomes: somebody was charged.")
        case .arrests: ("Arrests", "Outcomes: somebody was arrested.")
        case .reunions: ("Reunions", "Outcomes: people were brought together again.")
        case .publications: ("Publications", "Outcomes: something was published.")
        case .otherActions: ("Other actions", "Outcomes: something else was done.")
        case .corroborated:
            (
                "Corroborated",
                "Of those identified or acted upon: whoever recorded it wrote what speaks for it besides the face."
            )
        case .casesExported: ("Case files exported", "Times that a case's file left the home.")

        case .accountsMade: ("Accounts made", "Accounts that were made.")
        case .accountsSuspended: ("Accounts suspended", "Times that an account was suspended.")
        case .logIns: ("Log-ins", "Log-ins that succeeded.")
        case .logInsFailed: ("Log-ins that failed", "Log-ins with a wrong password, code or name.")

        case .photosEnrolled: ("Photos enrolled", "Photos that came into a collection.")
        case .erasures: ("Erasures", "Erasures, one for each collection that they touched.")
        case .photosErased: ("Photos erased", "Photos that erasures removed whole.")
        case .photosExpired: ("Photos whose time was over", "Photos that retention removed.")
        case .requestsReceived: ("People who asked", "Requests of people about themselves.")
        case .requestsAnswered: ("Requests answered", "Requests that were answered.")
        case .requestsRefused: ("Requests refused", "Requests that were refused, with the reasons.")
        case .requestsLate: ("Requests answered late", "Requests that were answered or refused after their deadline.")
        case .requestSearches: ("Searches for them", "Searches that began, for people who asked about themselves.")
        case .requestSearchesInterrupted:
            ("Searches for them cut off", "Of these, those that failed or whose program died. Nothing was shown.")
        case .personsSealed: ("Persons sealed", "People whom no searcher is shown from then on.")
        case .sealedHits: ("Sealed persons searched", "Times that a search would have shown a sealed person.")
        case .protections: ("Alerts asked for", "People who asked that overseers be told of searches for them.")

        case .policyChanges: ("Policies adopted", "Times that a policy came into force.")
        case .grantsGiven: ("Grants given", "Times that another organisation was let search a collection.")
        case .grantsRevoked: ("Grants taken back", "Times that this was ended early.")
        case .signalsRaised:
            (
                "Misuse signals raised",
                "Patterns of use to be looked into, by the day they were raised; the use may have been earlier."
            )
        case .signalsExplained:
            ("Signals explained", "Signals for which an overseer found a harmless reason in this period.")
        case .signalsUpheld: ("Signals upheld", "Signals that an overseer found to be misuse in this period.")
        case .looksBehind: ("Looks behind a signal", "Times that an overseer looked at the face behind one.")
        case .reportsPublished: ("Reports", "Reports that were made.")
        case .evidenceExported: ("Evidence exported", "Times that entries left the home with what they stand for.")
        }
    }
}
