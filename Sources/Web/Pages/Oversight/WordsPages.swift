import FaceSearch
import Oversight
import Rules

/// The words of overseers' pages, explained. Nothing of the home is on it, so a look at it is not logged.
enum WordsPages {
    static let routes: [Route] = [
        .get("/oversight/words", for: .duty(.readUsage)) { visit in
            try visit.home.check(visit.actor, anyOf: [.readUsage])
            return try visit.page(
                "words", "Words",
                ["words": Glossary.entries.map { ["word": $0.word, "meaning": $0.meaning] as Fields }])
        }
    ]
}
