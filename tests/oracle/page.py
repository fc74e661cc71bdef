"""Opens a report page in headless Chromium: no console error, filters, details and keyboard work, without script it reads.

usage: page.py PAGE.html [SCREENSHOT.png]
needs: chromium or google-chrome, chromium-driver (Debian), selenium (pip)
PAGE.html must come from a run with findings of at least two rules.
"""
import shutil, sys, tempfile, time
from pathlib import Path
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--window-size=1280,1600"]


def browser(script=True):
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome")
    for flag in FLAGS + [f"--user-data-dir={tempfile.mkdtemp()}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))


def visible(page):
    """Findings that pass the filter, as the page says."""
    return int(page.find_element(By.TAG_NAME, "output").text.split()[1])


def with_script(address, screenshot):
    page = browser()
    page.get(address)
    total = visible(page)
    assert total > 1, "the page has findings"
    rule = page.find_element(By.NAME, "rule")
    choices = [o.get_attribute("value") for o in rule.find_elements(By.TAG_NAME, "option")][1:]
    assert len(choices) > 1, choices  # needs findings of two rules
    counts = []
    for choice in choices:
        rule.send_keys(Keys.HOME)
        page.execute_script("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))", rule, choice)
        counts.append(visible(page))
        assert 0 < counts[-1] < total, (choice, counts[-1], total)
    page.find_element(By.CSS_SELECTOR, "button[type=reset]").send_keys(Keys.ENTER)
    time.sleep(0.2)
    assert visible(page) == total
    time.sleep(1)  # as long as it takes to go to the field; the page reads its texts meanwhile
    slowest = max(timed(page, letter) for letter in ["。", "没有这些字", "年", ""])
    page.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    summary = page.find_element(By.CSS_SELECTOR, "article summary")
    summary.send_keys(Keys.ENTER)
    assert summary.find_element(By.XPATH, "..").get_attribute("open") is not None, "Enter unfolds the reasons"
    errors = [entry for entry in page.get_log("browser") if entry["level"] == "SEVERE"]
    assert not errors, errors
    page.execute_script("scrollTo(0, document.querySelector('#more').offsetTop)")
    time.sleep(0.5)
    shown = page.execute_script("return document.querySelectorAll('article').length")
    assert shown > min(total - 1, 50), "scrolling shows the rest"
    if screenshot:
        page.execute_script("scrollTo(0, 0)")
        page.save_screenshot(screenshot)
        page.execute_script("document.querySelector('#findings').scrollIntoView()")
        page.save_screenshot(screenshot.replace(".png", "-findings.png"))
        page.execute_script("document.querySelector('#ledger').scrollIntoView()")
        page.save_screenshot(screenshot.replace(".png", "-ledger.png"))
    page.quit()
    return total, slowest


def timed(page, words):
    """Milliseconds from a keystroke in the search field to the next painted frame."""
    return page.execute_async_script("""
        const [words, done] = arguments, field = document.querySelector('[name=text]'), start = performance.now();
        field.value = words; field.dispatchEvent(new Event('input', {bubbles: true}));
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));""", words)


def without_script(address):
    page = browser(script=False)
    page.get(address)
    assert page.find_elements(By.CSS_SELECTOR, "article")[0].is_displayed()
    assert not page.find_element(By.TAG_NAME, "form").is_displayed()
    page.quit()


if __name__ == "__main__":
    address = Path(sys.argv[1]).resolve().as_uri()
    total, slowest = with_script(address, sys.argv[2] if len(sys.argv) > 2 else None)
    without_script(address)
    print(f"html: {total} findings, slowest filter {slowest:.0f} ms")
