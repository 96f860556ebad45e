// fifty modules of one image each
def modules = (1..50).collect { "yard-${it}".toString() }
modules.each { module ->
    def folder = new File(basedir, module)
    folder.mkdirs()
    new File(folder, 'yard.txt').text = module + '\n'
    new File(folder, 'Dockerfile').text = 'FROM scratch\nCOPY yard.txt /\nCMD ["/yard"]\n'
    new File(folder, 'pom.xml').text = """\
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <parent>
            <groupId>dev.slipway.it</groupId>
            <artifactId>fifty-modules</artifactId>
            <version>1.0.0</version>
          </parent>
          <artifactId>it-fifty-${module}</artifactId>
          <packaging>pom</packaging>
        </project>
        """.stripIndent()
}
def pom = new File(basedir, 'pom.xml')
pom.text = pom.text.replace('<!-- fifty -->', modules.collect { "<module>${it}</module>" }.join('\n    '))
return true
