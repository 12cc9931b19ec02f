import ArgumentParser
import FaceSearch
import Foundation
import Inference
import Photos
import Vocabulary

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what is there, what this processor offers, what is missing and how to get it.",
        discussion: """
            Exit code 4 when something that Likeness needs is missing.

            Examples:
              likeness doctor
              likeness doctor --home /srv/likeness --json
            """)

    @OptionGroup var home: HomeOption
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let findings = Examination(home: home.directory).findings
        if json {
            try JSONOutput.print(["checks": findings])
        } else {
            for finding in findings { try say(finding.line) }
        }
        if findings.contains(where: { $0.state == .missing }) { throw ExitCode(4) }
    }
}

/// One thing that was looked at.
struct Finding: Encodable {
    enum State: String, Encodable {
        case fine = "ok"
        /// Works, but less well or less widely.
        case limited
        case missing
    }

    let check: String
    let state: State
    let detail: String
    var code: String?
    var remedy: String?

    var line: String {
        let sign =
            switch state {
            case .fine: "✓"
            case .limited: "•"
            case .missing: "✗"
            }
        let name = check.padding(toLength: 18, withPad: " ", startingAt: 0)
        return "\(sign) \(name) \(detail)" + (remedy.map { "\n                     \($0)" } ?? "")
    }
}
