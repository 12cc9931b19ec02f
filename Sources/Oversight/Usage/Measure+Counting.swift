import FaceSearch

extension Occurrence {
    /// Tells each measure that this occurrence counts for, and by how much.
    @inline(__always)
    func count(words: OutcomeWords, _ add: (Measure, Int) -> Void) {
        switch type {
        case .accountCreated: add(.accountsMade, 1)
        case .accountSuspended: add(.accountsSuspended, 1)
        case .loginSucceeded: add(.logIns, 1)
        case .loginFailed: add(.logInsFailed, 1)

        case .caseOpened: add(.casesOpened, 1)
        case .caseClosed: add(.casesClosed, 1)
        case .caseExported: add(.casesExported, 1)
        case .authorisationRequested: add(.authorisationsRequested, 1)
        case .authorisationApproved: if !flags.contains(.isBreakGlass) { add(.authorisationsApproved, 1) }
        case .authorisationRefused:
            add(flags.contains(.isBreakGlass) ? .breakGlassRefused : .authorisationsRefused, 1)
        case .authorisationRevoked: add(.authorisationsRevoked, 1)
        case .authorisationExpired: add(.authorisationsExpired, 1)
        case .breakGlassUsed: add(.breakGlassUsed, 1)
        case .breakGlassLapsed: add(.breakGlassLapsed, 1)

        case .searchStarted:
            add(.searches, 1)
            if flags.contains(.isBreakGlass) { add(.searchesBreakGlass, 1) }
        case .searchRefused: add(.searchesRefused, 1)
        case .searchInterrupted: add(.searchesInterrupted, 1)
        case .searchCompleted:
            if count == 0 { add(.nullResults, 1) }
            if count > 0 { add(.candidatesShown, Int(count)) }
            if secondCount > 0 { add(.sealedHits, Int(secondCount)) }
        case .searchOpened: add(.listsOpenedAgain, 1)

        case .reviewRequested: add(.reviewsRequested, 1)
        case .reviewRecorded:
            add(.reviews, 1)
            if flags.contains(.disagrees) { add(.disagreements, 1) }
        case .outcomeRecorded:
            if let measure = words.measure(of: word, action: secondWord) {
                add(measure, 1)
                let relies = ![.outcomesNoLead, .outcomesLead, .outcomesRuledOut].contains(measure)
                if relies, flags.contains(.isCorroborated) { add(.corroborated, 1) }
            }

        case .indexCompleted: if count > 0 { add(.photosEnrolled, Int(count)) }
        case .erasureCompleted:
            add(.erasures, 1)
            if count > 0 { add(.photosErased, Int(count)) }
        case .retentionRun: if count > 0 { add(.photosExpired, Int(count)) }
        case .requestReceived: add(.requestsReceived, 1)
        case .requestAnswered:
            add(.requestsAnswered, 1)
            if flags.contains(.isLate) { add(.requestsLate, 1) }
        case .requestRefused:
            add(.requestsRefused, 1)
            if flags.contains(.isLate) { add(.requestsLate, 1) }
        case .requestSearchStarted: add(.requestSearches, 1)
        case .requestSearchInterrupted: add(.requestSearchesInterrupted, 1)
        case .personSealed: add(.personsSealed, 1)
        case .protectionAdded: add(.protections, 1)

        case .policyAdopted: add(.policyChanges, 1)
        case .grantGiven: add(.grantsGiven, 1)
        case .grantRevoked: add(.grantsRevoked, 1)
        case .signalRaised: add(.signalsRaised, 1)
        case .signalExplained: add(.signalsExplained, 1)
        case .signalUpheld: add(.signalsUpheld, 1)
        case .signalLooked: add(.looksBehind, 1)
        case .reportPublished: add(.reportsPublished, 1)
        case .evidenceExported: add(.evidenceExported, 1)
        default: break
        }
    }
}

/// Which numbers a history has for the words of outcomes.
struct OutcomeWords {
    private var kinds: [Int32: Measure] = [:]
    private var actions: [Int32: Measure] = [:]

    init(_ history: History) {
        for (word, measure) in [
            ("no-lead", Measure.outcomesNoLead), ("lead", .outcomesLead), ("ruled-out", .outcomesRuledOut),
            ("identified", .outcomesIdentified),
        ] {
            if let number = history.wordNumbers[word] { kinds[number] = measure }
        }
        for (word, measure) in [
            ("charge", Measure.charges), ("arrest", .arrests), ("reunion", .reunions), ("publication", .publications),
            ("other", .otherActions),
        ] {
            if let number = history.wordNumbers[word] { actions[number] = measure }
        }
    }

    /// Nil when the payload is not known any more.
    func measure(of kind: Int32, action: Int32) -> Measure? { actions[action] ?? kinds[kind] }
}
