import TransparencyLog

/// The key and the note of Go's documentation (golang.org/x/mod/sumdb/note).
enum PeterNeumann {
    static let verifierKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let signingKey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    static let signature =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    static let note = "\(text)\n\(signature)"
}

/// Who signed Peter Neumann's note after him there.
enum EnochRoot {
    static let verifierKey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    static let signature =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
}

/// A log and two witnesses, with keys that never change.
enum Sample {
    static let origin = "log.example/ledger"

    static func log() throws -> SigningKey { try key(origin, .note, seed: 1) }
    static func witness(_ number: Int) throws -> SigningKey {
        try key("witness.example/\(number)", .cosignature, seed: UInt8(10 + number))
    }

    /// A key with this seed's bytes, by way of its text.
    static func key(_ name: String, _ kind: VerifierKey.Kind, seed: UInt8) throws -> SigningKey {
        try SigningKey(name: name, kind: kind, seed: Array(repeating: seed, count: 32))
    }

    static func checkpoint(_ head: TreeHead, extensions: [String] = []) throws -> SignedCheckpoint {
        try SignedCheckpoint(Checkpoint(origin: origin, head: head, extensions: extensions), by: log())
    }

    /// Cosigned by the first `witnesses` of them at the times 1001, 1002…
    static func receipt(index: Int, of tree: MemoryTree, witnesses: Int = 0, extra: [UInt8] = []) throws -> Receipt {
        let signed = try checkpoint(tree.edge.head)
        let cosignatures = try (1..<1 + witnesses).map { try witness($0).cosign(signed.checkpoint, at: 1000 + $0) }
        let proof = try InclusionProof.make(index: index, size: tree.edge.size, from: tree)
        return try Receipt(proof, in: signed.adding(cosignatures), extra: extra)
    }
}
