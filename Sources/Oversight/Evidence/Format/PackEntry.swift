import FaceSearch
import TransparencyLog
import Vocabulary

/// A line of `entries.jsonl`: an entry of the log, the way from it to the checkpoint's root, and what it commits to where
/// that is disclosed.
///
///     {"entry":"…","index":17,"key":"<64 digits>","payload":"…","proof":["<base64>",…],"state":"disclosed"}
struct PackEntry: Hashable, Sendable {
    /// What is said of the entry's payload.
    enum State: String, Hashable, Sendable, CaseIterable {
        /// It stands here with the key that opens the commitment.
        case disclosed
        /// The operator says that it was erased: nobody can know it any more.
        case erased
        /// It was left out of this pack.
        case withheld
        /// The entry commits to nothing.
        case empty
    }

    /// What opens a commitment.
    struct Opening: Hashable, Sendable {
        /// 32 bytes.
        let key: [UInt8]
        /// Canonical JSON.
        let payload: String
    }

    let index: Int
    /// As the log has it, byte for byte.
    let entry: String
    let proof: [MerkleHash]
    let state: State
    /// Of a disclosed one.
    let opening: Opening?

    init(index: Int, entry: String, proof: [MerkleHash], state: State, opening: Opening? = nil) {
        self.index = index
        self.entry = entry
        self.proof = proof
        self.state = state
        self.opening = opening
    }

    /// - Parameter line: without its newline.
    /// - Throws: ``LogError`` `log.malformed`.
    init(parsing line: some Collection<UInt8>) throws(LogError) {
        let object = try PackObject(parsing: line)
        index = try object.whole("index")
        entry = try object.text("entry")
        proof = try object.hashes("proof")
        guard let state = State(rawValue: try object.text("state")) else {
            throw LogError(.malformed, "“state” is another word")
        }
        self.state = state
        var names = ["entry", "index", "proof", "state"]
        if state == .disclosed {
            guard let key = Self.key(try object.text("key")) else {
                throw LogError(.malformed, "“key” is not 64 hexadecimal digits")
            }
            opening = Opening(key: key, payload: try object.text("payload"))
            names = ["entry", "index", "key", "payload", "proof", "state"]
        } else {
            opening = nil
        }
        guard object.names == names else { throw LogError(.malformed, "it has other members than its state allows") }
    }

    /// 64 lower-case hexadecimal digits, the same spelling as a commitment's.
    private static func key(_ text: String) -> [UInt8]? { Commitment(text)?.bytes }

    /// Without a newline.
    /// - Throws: ``LogError`` `log.malformed` when it is more than a megabyte.
    var line: [UInt8] {
        get throws(LogError) {
            var members: [(String, JSONValue)] = [
                ("index", try .integer(index)), ("entry", .string(entry)), ("proof", proof.json),
                ("state", .string(state.rawValue)),
            ]
            if let opening {
                members.append(("key", .string(hexadecimal(opening.key))))
                members.append(("payload", .string(opening.payload)))
            }
            return try CanonicalJSON.bytes(of: .object(JSONObject(members)))
        }
    }

    /// Nil when it is none of a known version.
    var event: LoggedEvent? { LoggedEvent(Array(entry.utf8)) }

    /// What is wrong with it by itself, under a checkpoint's tree; empty when nothing is.
    func problems(in head: TreeHead) -> [(PackProblem.Kind, String)] {
        var problems: [(PackProblem.Kind, String)] = []
        let inclusion = InclusionProof(index: index, size: head.size, hashes: proof)
        if (try? inclusion.verify(leaf: .leaf(Array(entry.utf8)), root: head.root)) == nil {
            problems.append((.proof, "its proof does not lead to the checkpoint: entry, place or proof was altered"))
        }
        guard let event else { return problems + [(.form, "it is no entry of a known form")] }
        switch (state, event.commitment, opening) {
        case (.disclosed, let commitment?, let opening?):
            if let key = try? CommitmentKey(opening.key),
                commitment.verify(CommitmentOpening(key: key, payload: opening.payload.utf8))
            {
                break
            }
            problems.append((.payload, "what it is said to stand for is not what the log committed to"))
        case (.erased, .some, _), (.withheld, .some, _), (.empty, nil, _): break
        default: problems.append((.payload, "the log's entry and “\(state.rawValue)” do not go together"))
        }
        return problems
    }
}
