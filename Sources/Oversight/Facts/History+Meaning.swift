import FaceSearch
import Foundation
import TransparencyLog

/// What each type of entry means for what the history knows so far.
extension History {
    mutating func note(_ one: inout Occurrence, _ payload: JSONObject) {
        if let name = payload["account"]?.string, one.account >= 0 { names[one.account] = name }
        switch one.type {
        case .organisationCreated:
            organisations.append(one.organisation)
            names[one.organisation] = payload["name"]?.string
        case .unitCreated:
            units[one.unit] = one.organisation
            names[one.unit] = payload["name"]?.string
        case .collectionCreated:
            names[one.collection] = payload["name"]?.string
            one.word = wordNumber(for: payload["lawfulBasis"]?.string)
        case .accountCreated, .accountAssigned, .accountRolesChanged, .accountSuspended, .accountResumed,
            .accountLocked, .accountUnlocked:
            noteAccount(&one, payload)
        case .caseOpened, .caseClosed, .outcomeRecorded: noteCase(&one, payload)
        case .authorisationRequested, .breakGlassUsed, .authorisationApproved, .authorisationRefused,
            .authorisationRevoked, .authorisationExpired, .breakGlassLapsed:
            noteAuthorisation(&one, payload)
        case .searchStarted, .searchCompleted, .searchInterrupted, .searchRefused: noteSearch(&one, payload)
        case .searchOpened, .candidateMarked, .reviewRequested, .reviewOpened, .reviewRecorded, .signalLooked:
            noteReview(&one, payload)
        case .erasureCompleted, .retentionRun, .indexCompleted:
            one.count = payload["photos"]?.whole ?? 0
            one.secondCount = payload["faces"]?.whole ?? 0
        case .requestReceived, .requestIdentified, .requestAnswered, .requestRefused, .requestWithdrawn:
            noteRequest(&one, payload)
        case .requestSearchStarted, .requestSearchCompleted, .requestSearchInterrupted:
            noteRequestSearch(one, payload)
        case .signalRaised, .signalExplained, .signalUpheld, .signalReopened:
            one.word = wordNumber(for: payload["kind"]?.string)
        default: break
        }
    }

    private mutating func noteAccount(_ one: inout Occurrence, _ payload: JSONObject) {
        // The owner of a household made their own account.
        let number = one.subject >= 0 ? one.subject : one.account
        if let name = payload["subject"]?.string { names[number] = name }
        var account = accounts[number] ?? AccountHistory(number: number, created: one.at)
        switch one.type {
        case .accountCreated:
            account.organisation = one.organisation
            account.unit = one.unit
            account.roles = payload["roles"]?.strings ?? []
        case .accountAssigned:
            account.unit = one.unit
            one.organisation = account.organisation
        case .accountRolesChanged: account.roles = payload["new"]?.strings ?? []
        case .accountSuspended: account.suspended = one.at
        case .accountResumed: account.suspended = nil
        case .accountLocked: account.locked = one.at
        case .accountUnlocked: account.locked = nil
        default: break
        }
        accounts[number] = account
    }

    private mutating func noteCase(_ one: inout Occurrence, _ payload: JSONObject) {
        guard one.caseFile >= 0 else { return }
        if let name = payload["reference"]?.string { names[one.caseFile] = name }
        let own = accounts[one.account]?.organisation ?? -1
        var file = cases[one.caseFile] ?? CaseHistory(number: one.caseFile, organisation: own, opened: one.at)
        if one.type == .caseClosed { file.closed = one.at }
        if one.type == .outcomeRecorded {
            one.word = wordNumber(for: payload["kind"]?.string)
            one.secondWord = wordNumber(for: payload["action"]?.string)
            one.purpose = search(one.search)?.purpose ?? latestPurposes[one.caseFile] ?? -2
            if payload["corroboration"]?.string != nil { one.flags.insert(.isCorroborated) }
            file.outcomes.append((one.at, one.word, one.secondWord))
        }
        cases[one.caseFile] = file
    }

    private mutating func noteAuthorisation(_ one: inout Occurrence, _ payload: JSONObject) {
        guard one.authorisation >= 0 else { return }
        if one.type == .authorisationRequested || one.type == .breakGlassUsed {
            one.word = wordNumber(for: payload["purpose"]?.string)
            authorisations[one.authorisation] = AuthorisationHistory(
                number: one.authorisation, caseFile: one.caseFile, requester: one.account,
                organisation: accounts[one.account]?.organisation ?? -1, isBreakGlass: one.type == .breakGlassUsed,
                asked: one.at, askedAt: one.index,
                expires: payload["expires"]?.string.flatMap { try? Date($0, strategy: .iso8601) }
                    .map { Int64($0.timeIntervalSince1970) })
            return
        }
        guard var authorisation = authorisations[one.authorisation] else { return }
        if authorisation.isBreakGlass { one.flags.insert(.isBreakGlass) }
        one.subject = authorisation.requester
        if one.caseFile < 0 { one.caseFile = authorisation.caseFile }
        switch one.type {
        case .authorisationApproved, .authorisationRefused:
            authorisation.decider = one.account
            authorisation.decided = one.at
            authorisation.decidedAt = one.index
            authorisation.isApproved = one.type == .authorisationApproved
            authorisation.isRefused = one.type == .authorisationRefused
        case .authorisationRevoked: authorisation.revoked = one.at
        default: break
        }
        authorisations[one.authorisation] = authorisation
    }

    private mutating func noteSearch(_ one: inout Occurrence, _ payload: JSONObject) {
        one.caseFile = authorisations[one.authorisation]?.caseFile ?? -1
        if authorisations[one.authorisation]?.isBreakGlass == true { one.flags.insert(.isBreakGlass) }
        switch one.type {
        case .searchRefused: one.word = wordNumber(for: payload["code"]?.string)
        case .searchStarted:
            one.word = wordNumber(for: payload["purpose"]?.string)
            let account = accounts[one.account]
            if one.caseFile >= 0 { latestPurposes[one.caseFile] = one.word }
            searchPlaces[one.search] = searches.count
            searches.append(
                SearchHistory(
                    number: one.search, began: one.index, at: one.at, account: one.account,
                    organisation: account?.organisation ?? -1, unit: account?.unit ?? -1,
                    authorisation: one.authorisation, caseFile: one.caseFile, purpose: one.word,
                    collections: refNumbers(in: payload["collections"])))
        default:
            // Not none: unknown, until the payload says it.
            one.count = -1
            guard let place = searchPlaces[one.search] else { return }
            searches[place].ended = one.index
            one.word = searches[place].purpose
            guard one.type == .searchCompleted else { return }
            searches[place].candidates = payload["candidates"]?.whole
            one.count = payload["candidates"]?.whole ?? -1
            if case .array(let persons)? = payload["sealedHits"] {
                one.secondCount = Int32(persons.count)
                searches[place].sealedHits = one.secondCount
            }
        }
    }

    private mutating func noteReview(_ one: inout Occurrence, _ payload: JSONObject) {
        if let search = search(one.search) {
            one.caseFile = search.caseFile
            one.authorisation = search.authorisation
        }
        one.count = payload["rank"]?.whole ?? 0
        guard one.type == .reviewRecorded else { return }
        one.word = wordNumber(for: payload["verdict"]?.string)
        guard one.word >= 0 else { return }
        let candidate = CandidateKey(search: one.search, rank: one.count)
        guard let first = verdicts[candidate] else {
            verdicts[candidate] = one.word
            return
        }
        // Counted once for each candidate.
        guard first >= 0, first != one.word else { return }
        one.flags.insert(.disagrees)
        verdicts[candidate] = -2
    }
}
