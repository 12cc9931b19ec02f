import ArgumentParser
import FaceSearch
import Foundation
import TransparencyLog
import Vocabulary

struct LedgerVerifyReceipt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-receipt", abstract: "Checks a receipt. Needs no home and no server.",
        discussion: """
            Prints the entry that the receipt is of. Exit code 1 when the receipt
            proves nothing.

            Examples:
              likeness ledger verify-receipt 17.tlog-proof --key log-key.txt
              likeness ledger verify-receipt 17.tlog-proof --key log-key.txt \\
                  --entry entry.json
            """)

    @Argument(help: "The receipt.") var file: String
    @Option(help: ArgumentHelp("The log's key, or a file that holds it.", valueName: "key")) var key:
        VerifierKeyArgument
    @Option(help: ArgumentHelp("A file with the entry's bytes (default: those in the receipt).", valueName: "file"))
    var entry: String?
    @OptionGroup var witnesses: WitnessesOption
    @Flag(help: "Print one JSON object.") var json = false

    private struct Output: Encodable {
        let valid = true
        let log: String
        let index: Int
        let size: Int
        let entry: String
    }

    func run() throws {
        let receipt = try Receipt(parsing: Self.read(file))
        let bytes = try entry.map { try Self.read($0) } ?? receipt.extra
        guard entry != nil || !bytes.isEmpty else {
            throw ValidationError("The receipt does not hold its entry. Give the entry's bytes with --entry.")
        }
        let cosigned = try receipt.verify(
            entry: bytes, keys: [key.key], witnesses: witnesses.witnesses, atLeast: witnesses.required)
        let checkpoint = receipt.checkpoint.checkpoint
        let text =
            LoggedEvent(bytes) == nil
            ? "\(bytes.count) bytes, not an event of Likeness" : String(decoding: bytes, as: UTF8.self)
        if json {
            return try JSONOutput.print(
                Output(log: checkpoint.origin, index: receipt.index, size: checkpoint.size, entry: text))
        }
        try say("Valid: entry \(receipt.index) of the log \(checkpoint.origin), among \(checkpoint.size).")
        for (witness, time) in cosigned { try say(cosignatureLine(witness, time)) }
        try say(text)
    }

    private static func read(_ path: String) throws -> [UInt8] {
        guard let bytes = try DurableFile.read(path, atMost: 2 << 20) else {
            throw Failure(.pathMissing, "A file that was named does not exist.", remedy: "Check its name.")
        }
        return bytes
    }
}
