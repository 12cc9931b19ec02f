import Foundation
public import TransparencyLog

/// A witness: its key, the logs that it knows, and the last checkpoint of each that it cosigned. One process holds it.
///
///     witness.key                    the secret key, mode 0600
///     logs.txt                       the logs, as ``KnownLogs`` reads them; read when the store is opened
///     public/<hash>/checkpoint       the last checkpoint, signed by its log and by the witness
///     forks/<hash>                   the first that the log signed with its size and another root
///     lock
///
/// `<hash>` is SHA-256 of the log's origin, so that any web server can serve `public` as the specification's monitoring
/// prefix. Whoever loses the folder loses the witness's memory: it then cosigns whatever it is shown first.
public actor WitnessStore {
    public nonisolated let key: VerifierKey
    public nonisolated let logs: [VerifierKey]

    private let signingKey: SigningKey
    private nonisolated let path: String
    private let lock: WriterLock
    /// What this process kept: a file that is deleted or put back under a running witness is noticed.
    private var sizes: [OriginHash: Int] = [:]

    /// Opens a store; makes the folder and the key when they are missing.
    ///
    /// - Parameters:
    ///   - name: of the key that is to be made, a URL without scheme (C2SP tlog-cosignature, "Format"). A key that is
    ///     there has to have it; nil takes it as it is, and makes none.
    ///   - more: logs besides those of `logs.txt`.
    /// - Throws: ``LogError`` `.missing` when there is no key and no name; `.malformed` when a file, a name or a log's key
    ///   is none; `.locked`; `.storage`.
    public init(_ path: String, name: String?, logs more: [VerifierKey] = []) throws {
        try more.forEach(KnownLogs.check)
        self.path = path
        if name == nil { _ = try Self.key(of: path) } else { try DurableFile.makeFolder(path) }
        let file = WitnessKeyFile(path: path + "/witness.key")
        lock = try WriterLock(path + "/lock")
        logs = try KnownLogs.parse(DurableFile.read(path + "/logs.txt") ?? []) + more
        signingKey = try file.read() ?? file.make(name: name ?? "")
        key = signingKey.verifierKey
        try DurableFile.flushFolder(path)
        guard name.map({ $0.utf8.elementsEqual(key.name.utf8) }) ?? true else {
            throw LogError(.malformed, "witness.key has another name")
        }
    }

    /// The key of a witness, which may be running.
    /// - Throws: ``LogError`` `.missing`, `.malformed`, `.storage`.
    public static func key(of path: String) throws -> VerifierKey {
        guard let key = try WitnessKeyFile(path: path + "/witness.key").read() else {
            throw LogError(.missing, "there is no witness.key")
        }
        return key.verifierKey
    }

    /// Judges a request and, when it is granted, keeps the checkpoint and cosigns it.
    ///
    /// The checkpoint is on the disk before this returns. Requests are taken one after the other: nothing comes between
    /// looking up the last checkpoint and keeping the new one.
    ///
    /// - Throws: ``LogError`` `.damaged` when the last checkpoint cannot be trusted: until somebody has put it right
    ///   nothing is cosigned for this log, for it might be a rollback; `.storage`, as when the disk is full. Neither
    ///   gives a cosignature away.
    public func add(_ request: AddCheckpointRequest) throws -> WitnessAnswer {
        let signed = request.checkpoint
        let hash = OriginHash(of: signed.checkpoint.origin)
        let keys = logs.filter { OriginHash(of: $0.name) == hash }
        // Strangers make the witness read no files.
        let last = keys.isEmpty ? nil : try lastCheckpoint(hash)
        switch WitnessDecision(request, keys: keys, last: last?.head) {
        case .cosign(let checkpoint):
            let cosignature = try signingKey.cosign(checkpoint, at: Int(Date().timeIntervalSince1970))
            let verified = try signed.note.open(with: keys).map(\.signature)
            let note = try SignedNote(text: checkpoint.text, signatures: verified + [cosignature])
            try write(note.serialised(), to: checkpointFile(hash))
            sizes[hash] = checkpoint.size
            return .cosigned([cosignature])
        case .refuse(let answer):
            if let last { keepEvidence(signed, against: last, keys: keys, hash) }
            return answer
        }
    }

    /// What the monitoring path serves.
    ///
    /// - Returns: the checkpoint that was cosigned last; nil when none was.
    /// - Throws: ``LogError`` `.damaged`, `.storage`.
    package nonisolated func checkpoint(_ hash: OriginHash) throws -> SignedCheckpoint? {
        guard let bytes = try DurableFile.read(checkpointFile(hash), atMost: SignedNote.maximumSize) else { return nil }
        guard let signed = try? SignedCheckpoint(parsing: bytes), OriginHash(of: signed.checkpoint.origin) == hash,
            (try? signed.note.open(with: [key])) != nil
        else { throw damaged(hash) }
        return signed
    }

    private func lastCheckpoint(_ hash: OriginHash) throws -> Checkpoint? {
        let last = try checkpoint(hash)?.checkpoint
        guard last?.size ?? 0 >= sizes[hash, default: 0] else { throw damaged(hash) }
        return last
    }

    private nonisolated func damaged(_ hash: OriginHash) -> LogError {
        LogError(.damaged, "public/\(hash)/checkpoint is not what this witness kept")
    }

    private nonisolated func checkpointFile(_ hash: OriginHash) -> String { "\(path)/public/\(hash)/checkpoint" }

    /// Two roots for one size, both signed by the log, convict it without any proof. One such checkpoint is enough, and
    /// keeping only one lets nobody fill the disk.
    private func keepEvidence(
        _ signed: SignedCheckpoint, against last: Checkpoint, keys: [VerifierKey], _ hash: OriginHash
    ) {
        let file = "\(path)/forks/\(hash)"
        guard signed.checkpoint.size == last.size, signed.checkpoint.root != last.root, access(file, F_OK) != 0,
            let signatures = try? signed.note.open(with: keys).map(\.signature),
            let note = try? SignedNote(text: signed.note.text, signatures: signatures)
        else { return }
        // Refused it is in any case; the evidence comes again with the log's next attempt.
        try? write(note.serialised(), to: file)
    }

    private func write(_ bytes: [UInt8], to file: String) throws {
        try DurableFile.write(bytes, to: file)
        try DurableFile.flushFolder(String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)]))
    }
}
