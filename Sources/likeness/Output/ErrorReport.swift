import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import TransparencyLog
import Vocabulary

/// What the program says when something goes wrong, and the exit code that scripts see.
struct ErrorReport {
    private let message: String
    private let exitCode: Int32
    private let failure: Failure?

    init(_ error: any Error) {
        let error = (error as? LogError).map { Failure($0) } ?? error
        failure = error as? Failure
        switch error {
        case let failure as Failure:
            message = "likeness: \(failure.reason)\n  \(failure.remedy)\n  [\(failure.code.name)]"
            exitCode = failure.code.kind.rawValue
        case is CancellationError:
            message = "likeness: Stopped. What was reported as done is kept; run the command again to go on."
            exitCode = 1
        default:
            message = LikenessCommand.fullMessage(for: error)
            let code = LikenessCommand.exitCode(for: error)
            exitCode = code == .validationFailure ? 2 : code.rawValue
        }
    }

    /// The failure as JSON; nil for what is none, such as a request for help.
    var output: FailureOutput? { failure.map { FailureOutput($0) } }

    /// Help goes to standard output, everything else to standard error; with `--json`, the failure also to the former.
    /// - Parameter inJSON: false when the command has told it there itself.
    func tell(inJSON: Bool = CommandLine.arguments.contains("--json")) -> Int32 {
        if exitCode == 0 {
            print(message)
        } else {
            if !message.isEmpty { likeness.tell(message + "\n") }
            if inJSON, let output { try? JSONOutput.print(["error": output]) }
        }
        return exitCode
    }
}
