// here and not in files, so that no editor and no git setting touches line ends and the byte order mark
new File(basedir, 'context/.dockerignore').setText('\uFEFF# what no image needs\r\n'
        + 'node_modules\r\n**/*.log\r\n!**/kept.log\r\n/docs/*\r\n!docs/LICENSE\r\n'
        + ' Dockerfile \r\nsrc/\\*.md\r\nte?p\r\n[!a-z]*.txt\r\nempty/\r\n', 'UTF-8')
['.dockerignore-not', 'a.log', 'kept.log', 'node_modules/x/index.js', 'src/node_modules/y.js', 'src/deep/er/b.log',
        'src/deep/er/kept.log', 'docs/guide.html', 'docs/LICENSE', 'docs/api/LICENSE', 'src/*.md', 'src/READ.md', 'temp/t',
        'temple/t', 'Big.txt', 'small.txt', 'empty/nothing'].each { path ->
    def file = new File(basedir, "context/${path}")
    file.parentFile.mkdirs()
    file.text = ''
}
return true
