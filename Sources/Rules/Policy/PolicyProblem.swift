import Vocabulary

/// What is wrong in a policy text, and where. Its text holds keys and plain short words from the policy, nothing else:
/// a policy may come from a stranger.
enum PolicyProblem {
    static func malformed(line: Int?, _ what: String) -> Failure {
        Failure(
            .policyMalformed, place(line) + what + ".",
            remedy: "Correct the policy; docs/policy.md explains each field.")
    }

    static func belowProfile(line: Int?, _ floor: PolicyFloor) -> Failure {
        Failure(
            .policyBelowProfile,
            place(line) + "`\(floor.path)` is below the profile \(floor.profile.rawValue): \(floor.sentence).",
            remedy: "Correct the policy; only another profile asks for less.")
    }

    /// The text when it is a plain short word: letters, digits and hyphens, at most 40. Nothing else is ever echoed.
    static func plain(_ text: String) -> String? {
        let word = text.utf8
        let shows = word.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
        }
        return shows && (1...40).contains(word.count) ? text : nil
    }

    private static func place(_ line: Int?) -> String { line.map { "line \($0): " } ?? "the policy: " }
}
