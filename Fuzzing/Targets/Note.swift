import TransparencyLog

extension Target {
    static let note = Target(
        name: "note",
        seeds: {
            [
                "one-signature": Array(PeterNeumann.note.utf8),
                "two-signatures": Array((PeterNeumann.note + EnochRoot.signature).utf8),
                "empty-line-in-text": Array("a\n\nb\n\n\(PeterNeumann.signature)".utf8),
                "shortest": Array("\n\n\u{2014} a AAAAAAA=\n".utf8),
                "most-signatures": Array(
                    ("\n\n" + (1...SignedNote.maximumSignatures).map { "\u{2014} \($0) AAAAAAA=\n" }.joined()).utf8),
            ]
        },
        checks: [
            { bytes in
                let note = try SignedNote(parsing: bytes)
                requireSame(note.serialised(), bytes)
                require(try SignedNote(text: note.text, signatures: note.signatures) == note, "made anew, another note")
                // A key that signed twice signs once after this; the note stays one.
                _ = try note.adding(note.signatures)
            }
        ])
}
