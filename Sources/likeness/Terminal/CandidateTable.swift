import FaceSearch
import Foundation
import Presentation
import Records
import Vocabulary

/// A candidate list for a terminal.
struct CandidateTable {
    private let list: CandidateList

    init(_ list: CandidateList) { self.list = list }

    var text: String { (head + rows + foot).joined(separator: "\n") }

    private var head: [String] {
        let names = list.gallery.collections.map(\.name).joined(separator: ", ")
        return [
            "Searched \(counted(list.gallery.faces, "face")) in \(counted(list.gallery.photos, "photo")) (\(names)).",
            list.candidates.isEmpty
                ? String(format: "No candidate has a similarity of %.2f or more.", list.threshold)
                : String(
                    format: "%d %@ with a similarity of %.2f or more:", list.candidates.count,
                    list.candidates.count == 1 ? "candidate" : "candidates", list.threshold),
        ]
    }

    private var rows: [String] {
        list.candidates.flatMap { candidate in
            let metadata = candidate.photo.metadata
            let path = candidate.displayPath ?? "(its file has vanished)"
            let row =
                String(format: "%4d  %.3f  ", candidate.rank, candidate.similarity) + bar(candidate.similarity)
                + "  \(path)"
            let details = [metadata.taken.map { String($0.prefix(10)) }, metadata.caption, metadata.credit]
                .compactMap { $0 }.joined(separator: " · ")
            return details.isEmpty ? [row] : [row, "                        " + details]
        }
    }

    private var foot: [String] {
        [
            "A candidate is a lead, not an identification. Similarities are not calibrated for this gallery.",
            "Recorded as search \(list.search).",
        ]
    }

    private func bar(_ similarity: Float) -> String {
        let filled = min(8, max(0, Int((similarity * 8).rounded())))
        return String(repeating: "▮", count: filled) + String(repeating: "▯", count: 8 - filled)
    }
}
