import Presentation

/// What pages load beside themselves, by file name.
enum PageAssets {
    static let all: [String: [UInt8]] = [
        "compare-light.js": PackageResources.compare_light_js,
        "compare-modes.js": PackageResources.compare_modes_js,
        "compare-zoom.js": PackageResources.compare_zoom_js,
        "compare.css": PackageResources.compare_css,
        "compare.js": PackageResources.compare_js,
        "copy.js": PackageResources.copy_js,
        "deadline.js": PackageResources.deadline_js,
        "desk.js": PackageResources.desk_js,
        "drop.js": PackageResources.drop_js,
        "element.js": SharedScript.element,
        "icon.svg": PackageResources.icon_svg,
        "keys.js": PackageResources.keys_js,
        "log-proof.js": SharedScript.logProof,
        "parts.css": PackageResources.parts_css,
        "progress.js": PackageResources.progress_js,
        "receipt-proof.js": PackageResources.receipt_proof_js,
        "receipt.js": PackageResources.receipt_js,
        "style.css": PackageResources.style_css,
        "toolbar.js": PackageResources.toolbar_js,
    ]

    static let gonePicture = PackageResources.gone_svg
}
