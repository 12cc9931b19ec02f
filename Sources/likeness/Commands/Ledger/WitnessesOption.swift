import ArgumentParser
import Foundation
import TransparencyLog

/// Whose cosignatures have to be there.
struct WitnessesOption: ParsableArguments {
    @Option(
        name: .customLong("witness"),
        help: ArgumentHelp("A witness's key, or a file that holds it; may be given several times.", valueName: "key"))
    var keys: [VerifierKeyArgument] = []

    @Option(help: ArgumentHelp("How many of these must have cosigned (default: all).", valueName: "n"))
    var atLeast: Int?

    func validate() throws {
        if let atLeast, !(0...keys.count).contains(atLeast) {
            throw ValidationError("--at-least asks for more witnesses than were named.")
        }
    }

    /// - Throws: `log.malformed`.
    var witnesses: [VerifierKey] { get throws { try keys.map { try $0.key } } }
    /// A key that is named twice is one witness.
    var required: Int { get throws { try atLeast ?? Set(witnesses).count } }
}

/// One cosignature, for people.
func cosignatureLine(_ witness: VerifierKey, _ time: Int) -> String {
    "Cosigned by \(witness.name) at \(Date(timeIntervalSince1970: Double(time)).formatted(.iso8601))."
}
