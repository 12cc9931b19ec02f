import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules

/// A searcher's own searches, newest first.
enum PastSearchPages {
    static let routes: [Route] = [
        .get("/searches", for: .duty(.search)) { visit in
            let fetched = try visit.home.searches(
                after: visit.query("after"), limit: mostShown + 1, as: visit.actor)
            let shown = Array(fetched.prefix(mostShown))
            return try visit.page(
                "searches", "Your searches",
                fields([
                    "crumbs": [["href": "/", "text": "Search"] as Fields],
                    "searches": try rows(shown, visit, await visit.home.authorisations(as: visit.actor).own),
                    "older": fetched.count > mostShown ? shown.last.map { "/searches?after=\($0.search.id)" } : nil,
                ]))
        }
    ]

    private static let mostShown = 50

    /// - Parameter own: one's own authorisations, by which a search is known to belong to a case.
    static func rows(_ searches: [PastSearch], _ visit: Visit, _ own: [DescribedAuthorisation]) throws -> [Fields] {
        let references = Dictionary(
            own.map { ($0.authorisation.ref.rawValue, $0.caseReference) }, uniquingKeysWith: { first, _ in first })
        let withProbe = try visit.home.searchesWithProbe(among: searches.map(\.search.id), as: visit.actor)
        return searches.map { past in
            fields([
                "href": "/searches/\(past.search.id)", "result": Words.result(of: past),
                "case": past.search.authorisation.flatMap { references[$0] ?? nil },
                "purpose": Words.spelled(past.search.purpose), "at": Words.moment(past.search.at),
                "probeSrc": withProbe.contains(past.search.id) ? "/searches/\(past.search.id)/probe.jpg" : nil,
            ])
        }
    }
}
