import FaceSearch
import Records
import Rules

/// What is known of a search by whom it is for.
extension SignalRules {
    /// An account searched the same face on several cases: somebody of their own, under other people's names.
    func sameFaceOnCases() -> [SignalDraft] {
        byGroup.flatMap { group -> [SignalDraft] in
            Dictionary(grouping: group.filter { $0.caseFile >= 0 || $0.request >= 0 }, by: \.account).flatMap {
                account, searches -> [SignalDraft] in
                Episode.find(searches, at: \.at, within: window) { Pretexts($0).count >= limits.sameFaceCases }.map {
                    found in
                    draft(
                        .sameFaceCases, key: [text(account), text(found[found.startIndex].number)], account: account,
                        searches: Array(found), figures: Pretexts(found).figures)
                }
            }
        }
    }

    /// Many accounts searched the same face, not all of them on one case: curiosity about somebody.
    func sameFaceByAccounts() -> [SignalDraft] {
        byGroup.flatMap { group -> [SignalDraft] in
            Episode.find(group, at: \.at, within: window) {
                let pretexts = Pretexts($0)
                return pretexts.accounts >= limits.sameFaceAccounts && pretexts.count > 1
            }.map { found in
                draft(
                    .sameFaceAccounts, key: [text(found[found.startIndex].number)], searches: Array(found),
                    figures: Pretexts(found).figures.merging(["accounts": Set(found.map(\.account)).count]) { $1 })
            }
        }
    }

    /// Nobody was found, and the same face was searched again and again in vain.
    func repeatedAfterNobody() -> [SignalDraft] {
        byGroup.flatMap { group -> [SignalDraft] in
            // A person who asks may bring one poor photo after the other.
            Dictionary(grouping: group.filter { $0.candidates == 0 && $0.request < 0 }, by: \.account).flatMap {
                account, searches -> [SignalDraft] in
                Episode.find(searches, at: \.at, within: window) { $0.count - 1 >= limits.repeatsAfterNobody }.map {
                    found in
                    draft(
                        .repeatedAfterNobody, key: [text(account), text(found[found.startIndex].number)],
                        account: account, searches: Array(found), figures: ["repeats": found.count - 1])
                }
            }
        }
    }

    /// One authorisation, and people who are unlike each other.
    func unlikeFaces() -> [SignalDraft] {
        Dictionary(grouping: history.searches.filter { $0.authorisation >= 0 && groups[$0.number] != nil }) {
            $0.authorisation
        }.compactMap { authorisation, searches -> SignalDraft? in
            let faces = Set(searches.compactMap { groups[$0.number] }).count
            guard faces >= limits.unlikeFaces else { return nil }
            return draft(
                .unlikeFaces, key: [text(authorisation)], account: searches[0].account, searches: searches,
                figures: ["faces": faces, "searches": searches.count])
        }
    }

    /// Somebody who asked that overseers be told.
    func protectedPersons() -> [SignalDraft] {
        var found: [Searched: [SearchHistory]] = [:]
        for resemblance in resemblances {
            guard let id = RandomID(resemblance.search), let number = history.number(of: id),
                let search = history.anySearch(number)
            else { continue }
            found[Searched(person: resemblance.person.rawValue, account: search.account), default: []].append(search)
        }
        return found.flatMap { searched, searches -> [SignalDraft] in
            Episode.find(searches.sorted { $0.began < $1.began }, at: \.at, within: window) { _ in true }.map { found in
                draft(
                    .protectedPerson, key: [searched.person, text(found[found.startIndex].number)],
                    account: searched.account, searches: Array(found), figures: ["searches": found.count],
                    person: searched.person)
            }
        }
    }

    private struct Searched: Hashable {
        let person: String
        let account: Int32
    }

    /// Somebody whom no searcher is to be shown; for a request they were.
    func sealedPersons() -> [SignalDraft] {
        byAccount.merging(requestsByAccount) { ($0 + $1).sorted { $0.began < $1.began } }.flatMap {
            account, searches -> [SignalDraft] in
            Episode.find(searches.filter { $0.sealedHits > 0 }, at: \.at, within: window) { _ in true }.map { found in
                draft(
                    .sealedPerson, key: [text(account), text(found[found.startIndex].number)], account: account,
                    searches: Array(found), figures: ["searches": found.count])
            }
        }
    }
}
