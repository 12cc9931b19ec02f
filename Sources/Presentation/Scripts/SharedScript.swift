/// Scripts that the server's pages and self-contained ones have in common.
package enum SharedScript {
    /// Makes elements.
    package static let element = PackageResources.element_js
    /// Checks what a log's proofs are made of.
    package static let logProof = PackageResources.log_proof_js

    /// Scripts as one, for a page that can load none: what one imports of another stands before it.
    package static func joined(_ scripts: [[UInt8]]) -> String {
        scripts.map { script in
            String(decoding: script, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.hasPrefix("import ") }
                .map { $0.hasPrefix("export ") ? $0.dropFirst(7) : $0 }
                .joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
