import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules
import Vocabulary

/// The policy in force, and the way to another.
enum PolicyPages {
    static let routes: [Route] = [
        .get("/policy", for: .duty(.changePolicy)) { try show($0) },
        .post("/policy/check", for: .duty(.changePolicy)) { visit in
            do { return try check(visit) } catch let failure as Failure where failure.code.kind == .policy {
                return try show(visit, failure)
            }
        },
        .post("/policy", for: .duty(.changePolicy)) { visit in
            // What was shown is what is changed: not a policy that somebody else adopted meanwhile.
            guard visit.form["expected"] == (try visit.home.policy().digest.rawValue) else {
                throw Failure(
                    .policyChangedMeanwhile, "Another policy came into force meanwhile.",
                    remedy: "Look at it, and check yours against it once more.")
            }
            _ = try await visit.home.adoptPolicy(visit.form.policyText, as: visit.actor)
            return visit.see("/policy", .policy)
        },
    ]

    private static func show(_ visit: Visit, _ failure: Failure? = nil) throws -> Response {
        let document = try visit.home.policy()
        let adopted = try visit.home.policies().first
        let names = Dictionary(
            try visit.home.accounts(as: visit.actor).map { ($0.account.ref, $0.account.name) },
            uniquingKeysWith: { first, _ in first })
        let lines = document.text.split(separator: "\n", omittingEmptySubsequences: false)
        return try visit.page(
            "policy", "Policy",
            fields([
                "policy": [
                    "profile": document.policy.profile.rawValue, "since": Words.moment(adopted?.adopted ?? Date()),
                    "by": adopted?.account.flatMap { names[$0] } ?? "whoever made the home",
                    "digest": document.digest.rawValue, "draft": failure == nil ? document.text : visit.form.policyText,
                    "lines": lines.enumerated().map { line($1, number: $0 + 1) },
                ] as Fields,
                "mayPropose": true, "problems": failure.map { ["\($0.reason) \($0.remedy)"] } ?? [],
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func line(_ text: some StringProtocol, number: Int) -> Fields {
        ["number": "\(number)", "text": String(text), "isComment": text.drop { $0 == " " }.hasPrefix("#")]
    }

    private static func check(_ visit: Visit) throws -> Response {
        let text = visit.form.policyText
        let old = try visit.home.policy()
        let changes = try visit.home.changes(by: text)
        return try visit.page(
            "policy-check", "What would change",
            [
                "crumbs": [["href": "/policy", "text": "Policy"] as Fields],
                "summary": changes.isEmpty
                    ? "No rule would change."
                    : "\(changes.count) \(changes.count == 1 ? "rule" : "rules") would change.",
                "lines": difference(from: old.text, to: text),
                "changes": changes.map { ["key": $0.path, "old": $0.old, "new": $0.new] as Fields },
                "draft": text, "expected": old.digest.rawValue, "digest": PolicyDigest(of: text).rawValue,
            ])
    }

    /// Line by line; what is the same stands once.
    private static func difference(from old: String, to new: String) -> [Fields] {
        let (old, new) = (old.components(separatedBy: "\n"), new.components(separatedBy: "\n"))
        let changes = new.difference(from: old)
        let removed = Set(changes.removals.map { $0.offset })
        let added = Set(changes.insertions.map { $0.offset })
        var lines: [Fields] = []
        var (before, after) = (0, 0)
        while before < old.count || after < new.count {
            if before < old.count, removed.contains(before) {
                lines.append(line(old[before], number: before + 1).merging(["isRemoved": true]) { $1 })
                before += 1
            } else if after < new.count, added.contains(after) {
                lines.append(line(new[after], number: after + 1).merging(["isAdded": true]) { $1 })
                after += 1
            } else {
                lines.append(line(new[after], number: after + 1))
                before += 1
                after += 1
            }
        }
        return lines
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}

extension Form {
    /// As it was typed, but for line ends.
    fileprivate var policyText: String { (exact("text") ?? "").replacing("\r\n", with: "\n") }
}
