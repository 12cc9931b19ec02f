import ArgumentParser
import FaceSearch
import Foundation
import TransparencyLog

struct LedgerProve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Writes a receipt: the proof that an entry is in the log.",
        discussion: """
            Whoever has the receipt and the log's key can check it offline, with
            `ledger verify-receipt` or any tool that reads C2SP tlog-proof. The entry
            itself is in the receipt's `extra` line.

            Examples:
              likeness ledger prove 17
              likeness ledger prove 17 --output 17.tlog-proof
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "The entry's index, from 0.") var index: Int
    @Option(help: ArgumentHelp("Write to this file (default: standard output).", valueName: "file")) var output: String?

    func run() throws {
        let log = Home.publishedLog(of: home.directory)
        let key = try Home.logVerifierKey(of: home.directory)
        let checkpoint = try log.checkpoint(signedBy: key)
        let head = checkpoint.checkpoint.head
        let entry = try log.entry(at: index, of: head)
        let proof = try InclusionProof.make(index: index, size: head.size, from: LogLeaves(log, of: head))
        let receipt = try Receipt(proof, in: checkpoint, extra: entry)
        // A damaged tile would make a receipt that proves nothing.
        try receipt.verify(entry: entry, keys: [key])
        guard let output else { return try write(Data(receipt.serialised())) }
        try OutputFile.write(Data(receipt.serialised()), to: output)
        try say("Wrote \(output). Check it with: likeness ledger verify-receipt \(output) --key KEY")
    }
}
