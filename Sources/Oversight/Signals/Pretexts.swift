/// What one face was searched for: cases, and requests of people about themselves.
///
/// Whoever asks about themselves is searched for lawfully, also when their face was searched on a case before. So one
/// request says nothing, nor does the account that answered it: of requests, and of accounts that searched for requests alone, one
/// is not counted. More searches never count less: stretches of time are found by that.
struct Pretexts {
    /// Cases and requests, one request not counted. Searches of homes that know no cases are one.
    let count: Int
    /// Who searched, one of those who answered requests alone not counted.
    let accounts: Int
    /// What was found, as it is.
    let figures: [String: Int]

    init(_ searches: ArraySlice<SearchHistory>) {
        var (cases, requests): (Set<Int32>, Set<Int32>) = ([], [])
        var (searchers, custodians): (Set<Int32>, Set<Int32>) = ([], [])
        for search in searches {
            if search.request >= 0 {
                requests.insert(search.request)
                custodians.insert(search.account)
            } else {
                cases.insert(search.caseFile)
                searchers.insert(search.account)
            }
        }
        count = cases.count + max(0, requests.count - 1)
        accounts = searchers.count + max(0, custodians.subtracting(searchers).count - 1)
        var figures = ["searches": searches.count]
        if !cases.isEmpty { figures["cases"] = cases.count }
        if !requests.isEmpty { figures["requests"] = requests.count }
        self.figures = figures
    }
}
